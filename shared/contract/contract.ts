import { z } from 'zod'

/** Who works with «Окно»; `docs: domain.md, Who`. */
export const Role = z.enum([
  'agent',
  'clerk',
  'specialist',
  'supervisor',
  'analyst',
  'administrator',
  'auditor',
  'integration',
])
export type Role = z.infer<typeof Role>

/** `anyone` needs no sign-in, `visitor` is the person behind one chat, `staff` is every signed-in role. */
export type Allow = readonly Role[] | 'anyone' | 'visitor' | 'staff'

/** Made by the client, once per intention: a repeated command returns the first answer. */
export const CommandId = z.uuid().brand<'CommandId'>()
export type CommandId = z.infer<typeof CommandId>

/** `input` is flat: `:name` in the path is filled from it, the rest becomes the query (GET) or the JSON body. */
type Call = { path: `/${string}`; output: z.ZodType; refusals: readonly string[]; allow: Allow }
/** Reads; never changes a row. */
export type Query = Call & { method: 'GET'; input: z.ZodObject }
/** Changes rows in one transaction, once per `commandId`. */
export type Command = Call & { method: 'POST'; input: z.ZodObject<{ commandId: typeof CommandId }> }
/** Changes rows and may be repeated: only signing in and out, which make secrets that must not be stored as an answer. */
export type Unstored = Call & { method: 'POST'; input: z.ZodObject; stored: false }
export type Endpoint = Query | Command | Unstored
export type Endpoints = Record<string, Endpoint>

/** One call from the window to the Electron main process. */
export type Channel = {
  input: z.ZodType
  output: z.ZodType
  refusals?: readonly string[]
  allow: 'desktopWindow' | 'phoneWindow' | 'anyWindow'
}
export type Channels = Record<string, Channel>
/** What the main process tells the windows. */
export type Pushes = Record<string, z.ZodType>

/** The rooms a fact is told in. Who may enter each kind is a rule in server/live/rooms.ts. */
export const RoomKind = z.enum(['consumer', 'staff', 'branch', 'company', 'chat'])
export type RoomKind = z.infer<typeof RoomKind>
export const Room = z.templateLiteral([RoomKind, ':', z.string()])
export type Room = z.infer<typeof Room>
/** Every signed-in member of staff hears this room. */
export const COMPANY: Room = 'company:all'

/** What has happened. `rooms` says who hears it: a null or undefined room is nobody. */
export type FactKind<P extends z.ZodObject = z.ZodObject> = {
  version: number
  payload: P
  rooms: (payload: z.output<P>) => readonly (Room | null | undefined)[]
}
export type Facts = Record<string, FactKind>

export const endpoints = <const E extends Endpoints>(table: E) => table
export const channels = <const C extends Channels>(table: C) => table
export const pushes = <const P extends Pushes>(table: P) => table
/** A row of a facts table; the function lets `rooms` see the payload's type. */
export const fact = <P extends z.ZodObject>(kind: FactKind<P>) => kind

type AnyCall = { input: z.ZodType; output: z.ZodType }
/** What a caller sees: raw input in, parsed output back. */
export type Client<C extends Record<string, AnyCall>> = {
  [K in keyof C]: (input: z.input<C[K]['input']>) => Promise<z.output<C[K]['output']>>
}
/** What an implementer writes: parsed input in, raw output back. */
export type Handlers<C extends Record<string, AnyCall>, Context> = {
  [K in keyof C]: (input: z.output<C[K]['input']>, context: Context) => Promise<z.input<C[K]['output']>>
}

/** The position of a fact in the order of (xid, seq), which is also a reader's cursor: `xid-seq`. */
export const FactCursor = z.string().regex(/^\d+-\d+$/)
export type FactCursor = z.infer<typeof FactCursor>
/** A fact as it travels to a screen, an office or an adjacent system. */
export type Told<P = unknown> = {
  cursor: FactCursor
  name: string
  version: number
  at: string
  actor: string
  payload: P
}
export type PayloadOf<F extends FactKind> = z.output<F['payload']>
/** Socket.IO's event map, derived from the facts. */
export type Listeners<F extends Facts> = { [K in keyof F]: (told: Told<PayloadOf<F[K]>>) => void }

/** A refusal the domain foresaw: it crosses the wire as a code (HTTP 409), never as a stack. */
export class Refusal<Code extends string = string> extends Error {
  readonly code: Code
  readonly detail: Record<string, unknown>
  constructor(code: Code, detail: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }
}

/** The caller may not do this to this object (HTTP 403), for example a consumer of another branch. */
export class Denied extends Refusal {}
/** There is no such object (HTTP 404). */
export class Missing extends Refusal {}

/** A page of a keyset-paged list; `next` is null on the last page. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })
