import { z } from 'zod'
import { Consumer, ConsumerLine } from './consumer.ts'
import { CommandId, channels, pushes } from './contract.ts'
import { ConsumerId } from './ids.ts'
import { Interaction } from './interaction.ts'
import { Me } from './session.ts'

/** What may be taken while the server is gone: each is an endpoint of the same name, replayed once by its commandId. */
export const OfflineCommand = z.enum(['addNote', 'createConsumer', 'registerCase'])
export type OfflineCommand = z.infer<typeof OfflineCommand>

/** A key combination in Electron's words, such as `F2` or `Control+Alt+A`; null switches it off. */
const Shortcut = z
  .string()
  .regex(/^([A-Za-z]+\+)*[A-Za-z0-9]+$/)
  .max(40)
  .nullable()

export const DesktopSettings = z.object({
  serverUrl: z.url({ protocol: /^https?$/ }),
  /** The close button hides the window, so that calls still ring. */
  closesToTray: z.boolean(),
  /** Work while another program is in front. */
  shortcuts: z.object({ answer: Shortcut, hangUp: Shortcut }),
})
export type DesktopSettings = z.infer<typeof DesktopSettings>

/**
 * off: nobody is signed in · noKeyring: the system keeps no secrets, so nothing is written to disk · noBranch: staff of the whole
 * company have no branch to cache (commands still wait on disk) · filling · ready · failed: the file cannot be used.
 */
export const CacheState = z.enum(['off', 'noKeyring', 'noBranch', 'filling', 'ready', 'failed'])
export type CacheState = z.infer<typeof CacheState>

export const Connection = z.object({
  server: z.enum(['signedOut', 'connecting', 'online', 'offline']),
  since: z.iso.datetime(),
  cache: z.object({
    state: CacheState,
    consumers: z.number().int(),
    /** The last moment at which the cache was known to be the same as the server. */
    asOf: z.iso.datetime().nullable(),
  }),
  queued: z.object({ waiting: z.number().int(), refused: z.number().int(), done: z.number().int() }),
})
export type Connection = z.infer<typeof Connection>

export const QueuedCommand = z.object({
  commandId: CommandId,
  endpoint: OfflineCommand,
  input: z.record(z.string(), z.unknown()),
  queuedAt: z.iso.datetime(),
  /** `refused` waits for a person to mend or drop it; `done` for a person to read the answer, which the server tells but once. */
  state: z.enum(['waiting', 'refused', 'done']),
  refusal: z.object({ code: z.string(), detail: z.record(z.string(), z.unknown()) }).nullable(),
  answer: z.record(z.string(), z.unknown()).nullable(),
})
export type QueuedCommand = z.infer<typeof QueuedCommand>

const Access = z.object({ accessToken: z.string(), accessExpiresAt: z.iso.datetime() })
const CommandInput = z.record(z.string(), z.unknown())
/** A place in the desktop, such as `/consumers/…`. */
const Route = z
  .string()
  .regex(/^\/[^\s]*$/)
  .max(500)

/** What the hidden phone window and the desktop window say to each other; their own modules know the shapes. */
const PhoneWords = z.record(z.string(), z.json())

export const desktop = channels({
  appInfo: {
    input: z.object({}),
    output: z.object({ version: z.string(), platform: z.string(), locale: z.string(), hasPhoneWindow: z.boolean() }),
    allow: 'anyWindow',
  },
  /** The page has come up and listens: what the program was started with (a `tel:` or `okno:` link) is told now. */
  hearOpenings: { input: z.object({}), output: z.object({}), allow: 'desktopWindow' },
  readSettings: { input: z.object({}), output: DesktopSettings, allow: 'anyWindow' },
  /** After another `serverUrl` the page starts anew: who is signed in there is another question. */
  changeSettings: {
    input: DesktopSettings.partial(),
    output: DesktopSettings,
    refusals: ['shortcutTaken'],
    allow: 'desktopWindow',
  },

  /**
   * After `signIn` with `keep: 'token'`. From here on only the main process holds the refresh token and rotates it; windows ask for
   * `freshAccess`. Starts the cache and the sync.
   */
  keepSession: {
    input: Access.extend({ refreshToken: z.string().min(1).max(200), me: Me }),
    /** `isRemembered` is false where the system has no keyring: the session then ends with the program. */
    output: z.object({ isRemembered: z.boolean() }),
    allow: 'desktopWindow',
  },
  /** Who is signed in; `access` is null while the server cannot be reached: only the cache can be shown. */
  readSession: {
    input: z.object({}),
    output: z.object({ me: Me, access: Access.nullable() }).nullable(),
    allow: 'anyWindow',
  },
  freshAccess: {
    input: z.object({ /** The token the server has just refused, if any. */ stale: z.string().optional() }),
    output: Access,
    refusals: ['sessionEnded', 'unreachable', 'signedOut'],
    allow: 'anyWindow',
  },
  /** Signing out: the session, the cache and the cache's key are destroyed. Commands that wait are lost only when told so. */
  forgetSession: {
    input: z.object({ dropsQueued: z.boolean().default(false) }),
    output: z.object({}),
    refusals: ['commandsWait'],
    allow: 'desktopWindow',
  },

  readConnection: { input: z.object({}), output: Connection, allow: 'anyWindow' },
  /** Part of a name, address, account or the digits of a phone, in any order; at most 20. */
  cachedSearch: {
    input: z.object({ q: z.string().trim().min(2).max(200) }),
    output: z.object({ asOf: z.iso.datetime().nullable(), lines: z.array(ConsumerLine) }),
    refusals: ['noCache'],
    allow: 'desktopWindow',
  },
  /** The card and the last contacts, newest first. */
  cachedConsumer: {
    input: z.object({ consumerId: ConsumerId }),
    output: z.object({ asOf: z.iso.datetime().nullable(), consumer: Consumer, interactions: z.array(Interaction) }),
    refusals: ['noCache', 'notCached'],
    allow: 'desktopWindow',
  },

  /** On disk before it answers. `input` is the endpoint's own, commandId included. */
  queueCommand: {
    input: z.object({ endpoint: OfflineCommand, input: CommandInput }),
    output: QueuedCommand,
    refusals: ['noCache', 'malformed'],
    allow: 'desktopWindow',
  },
  listQueuedCommands: {
    input: z.object({}),
    output: z.array(QueuedCommand),
    refusals: ['noCache'],
    allow: 'desktopWindow',
  },
  /** Puts a mended input (with a commandId of its own) in the place of a refused one. */
  mendQueuedCommand: {
    input: z.object({ commandId: CommandId, input: CommandInput }),
    output: QueuedCommand,
    refusals: ['noCache', 'malformed', 'notQueued', 'notRefused'],
    allow: 'desktopWindow',
  },
  dropQueuedCommand: {
    input: z.object({ commandId: CommandId }),
    output: z.object({}),
    refusals: ['noCache', 'notQueued', 'beingSent'],
    allow: 'desktopWindow',
  },

  /** How much work waits: on the icon and in the tray. */
  setBadge: {
    input: z.object({ count: z.number().int().min(0).max(9999) }),
    output: z.object({}),
    allow: 'desktopWindow',
  },
  /** A click on it brings the window to the front and opens `route`. */
  notify: {
    input: z.object({ title: z.string().min(1).max(200), body: z.string().max(500), route: Route.optional() }),
    output: z.object({}),
    allow: 'anyWindow',
  },
  /** Which of the global shortcuts mean something now: keys are taken from other programs only while a call rings or goes on. */
  armShortcuts: {
    input: z.object({ answer: z.boolean(), hangUp: z.boolean() }),
    output: z.object({}),
    allow: 'desktopWindow',
  },
  openExternal: {
    input: z.object({ url: z.string().max(2000) }),
    output: z.object({}),
    refusals: ['forbiddenAddress'],
    allow: 'desktopWindow',
  },

  /** Relayed to the hidden phone window. */
  phoneCommand: {
    input: PhoneWords,
    output: z.object({}),
    refusals: ['noPhoneWindow'],
    allow: 'desktopWindow',
  },
  /** Relayed to the desktop window; the last one is told again to a window that has been reloaded. */
  tellPhoneState: { input: PhoneWords, output: z.object({}), allow: 'phoneWindow' },
  readPhoneState: { input: z.object({}), output: PhoneWords.nullable(), allow: 'desktopWindow' },
})
export type DesktopChannels = typeof desktop

export const desktopPushes = pushes({
  connectionChanged: Connection,
  queuedChanged: z.object({ commands: z.array(QueuedCommand) }),
  /** From a `tel:` or `okno:` link, a notification, the tray. */
  openRoute: z.object({ route: Route }),
  /** `tel:` links: call this number. */
  dialRequested: z.object({ phone: z.string() }),
  /** A global shortcut was pressed. */
  shortcutPressed: z.object({ action: z.enum(['answer', 'hangUp']) }),
  sessionEnded: z.object({}),
  phoneCommanded: PhoneWords,
  phoneStateChanged: PhoneWords,
})
export type DesktopPushes = typeof desktopPushes
