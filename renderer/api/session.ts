import type { AxiosError, InternalAxiosRequestConfig } from 'axios'
import { create } from 'zustand'
import { Refusal } from '#shared/contract/contract'
import type { Me } from '#shared/contract/session'
import { readKept, writeKept } from '../ui/keep'
import { desktop, onDesktop } from './desktop'
import { Unreachable } from './failures'
import { http } from './http'
import { queryClient } from './queryClient'
import { server } from './server'

type Session = {
  /** `cached`: Electron knows who it is, but the server cannot be reached. */
  status: 'starting' | 'unreachable' | 'signedOut' | 'signedIn' | 'cached'
  me: Me | null
  /** Why the person has to sign in again, if it was not their own wish. */
  ended: 'sessionEnded' | null
}
type Access = { token: string; expiresAt: number }

export const useSession = create<Session>(() => ({ status: 'starting', me: null, ended: null }))
/** The signed-in person; screens behind the sign-in page may rely on it. */
export function useMe(): Me {
  const me = useSession((s) => s.me)
  if (!me) throw new Error('nobody is signed in')
  return me
}

const WAS_SIGNED_IN = 'okno.signedIn'
const MARGIN_MS = 15_000
let access: Access | null = null
const tabs = new BroadcastChannel('okno.session')

/** Takes up the session this browser or this computer still has. */
export async function startSession(): Promise<void> {
  if (desktop) return startKept(desktop)
  if (!readKept(WAS_SIGNED_IN)) return useSession.setState({ status: 'signedOut', me: null })
  try {
    await renew()
  } catch (error) {
    if (error instanceof Unreachable) useSession.setState({ status: 'unreachable' })
    else becomeSignedOut(null)
  }
}

async function startKept(bridge: NonNullable<typeof desktop>) {
  const kept = await bridge.readSession({})
  if (!kept) return useSession.setState({ status: 'signedOut', me: null })
  if (kept.access) keepAccess(kept.access)
  useSession.setState({ status: kept.access ? 'signedIn' : 'cached', me: kept.me, ended: null })
}

export async function signIn(input: { login: string; password: string }): Promise<void> {
  const answer = await server.signIn({ ...input, keep: desktop ? 'token' : 'cookie' })
  const { accessToken, accessExpiresAt, refreshToken, me } = answer
  if (desktop && refreshToken) await desktop.keepSession({ accessToken, accessExpiresAt, refreshToken, me })
  keepAccess(answer)
  writeKept(WAS_SIGNED_IN, '1')
  useSession.setState({ status: 'signedIn', me, ended: null })
  tabs.postMessage({ staffId: me.staffId })
}

/** Ends this session here and, when the server can be reached, there. */
export async function signOut(options: { dropsQueued?: boolean } = {}): Promise<void> {
  if (desktop) await desktop.forgetSession({ dropsQueued: options.dropsQueued ?? false })
  else await server.signOut({}).catch(() => {})
  becomeSignedOut(null)
  tabs.postMessage({ staffId: null })
}

/** Refusal: `commandsWait`, as of signing out: what waits on this disk would be lost. */
export async function signOutEverywhere(options: { dropsQueued?: boolean } = {}): Promise<void> {
  const queued = desktop && !options.dropsQueued ? await desktop.listQueuedCommands({}) : []
  if (queued.some(({ state }) => state !== 'done')) throw new Refusal('commandsWait')
  await server.signOutEverywhere({})
  if (desktop) await desktop.forgetSession({ dropsQueued: true })
  becomeSignedOut(null)
  tabs.postMessage({ staffId: null })
}

/** Asks the server anew who I am: what I am able to do has changed. */
export async function learnWhoIAm(): Promise<void> {
  useSession.setState({ me: await server.whoAmI({}) })
}

/** A token that is good for some seconds yet; `stale` is one the server has just refused. */
export async function freshToken(stale?: string): Promise<string> {
  if (access && access.token !== stale && access.expiresAt - Date.now() > MARGIN_MS) return access.token
  return renew(stale)
}

let renewing: Promise<string> | null = null
function renew(stale?: string): Promise<string> {
  renewing ??= (desktop ? renewByBridge(desktop, stale) : renewByCookie()).finally(() => {
    renewing = null
  })
  return renewing
}

/** Tabs share one cookie and a refresh token may be used once, so they take turns. */
const renewByCookie = (): Promise<string> =>
  navigator.locks.request('okno.refresh', async () => {
    const answer = await server.refreshSession({})
    keepAccess(answer)
    writeKept(WAS_SIGNED_IN, '1')
    useSession.setState({ status: 'signedIn', me: answer.me, ended: null })
    return answer.accessToken
  })

async function renewByBridge(bridge: NonNullable<typeof desktop>, stale?: string): Promise<string> {
  try {
    const answer = await bridge.freshAccess(stale ? { stale } : {})
    keepAccess(answer)
    useSession.setState((before) => (before.status === 'cached' ? { status: 'signedIn' } : before))
    return answer.accessToken
  } catch (error) {
    throw error instanceof Refusal && error.code === 'unreachable' ? new Unreachable() : error
  }
}

const hearers = new Set<(token: string) => void>()
/** Calls `hear` with every new access token of this page. */
export function onFreshToken(hear: (token: string) => void): () => void {
  hearers.add(hear)
  return () => void hearers.delete(hear)
}

let renewal: ReturnType<typeof setTimeout> | undefined
function keepAccess(answer: { accessToken: string; accessExpiresAt: string }) {
  access = { token: answer.accessToken, expiresAt: new Date(answer.accessExpiresAt).getTime() }
  // Ahead of its end, so that the socket is never closed for it.
  clearTimeout(renewal)
  renewal = setTimeout(
    () => void renew().catch(() => {}),
    Math.max(1000, access.expiresAt - Date.now() - 2 * MARGIN_MS),
  )
  for (const hear of hearers) hear(access.token)
}

function becomeSignedOut(ended: Session['ended']) {
  access = null
  clearTimeout(renewal)
  writeKept(WAS_SIGNED_IN, null)
  queryClient.clear()
  useSession.setState({ status: 'signedOut', me: null, ended })
}

/** Called when the server says that the session is over. */
export const sessionIsOver = () => {
  if (useSession.getState().status !== 'signedOut') becomeSignedOut('sessionEnded')
}

const isOpenToAnyone = (url = '') => /^\/session\/(sign-in|refresh)$/.test(url)

http.interceptors.request.use(async (request) => {
  const { status } = useSession.getState()
  if (isOpenToAnyone(request.url) || status === 'signedOut' || status === 'starting') return request
  request.headers.Authorization = `Bearer ${await freshToken().catch(endedOr)}`
  return request
})

type Replayed = InternalAxiosRequestConfig & { isReplay?: boolean }
http.interceptors.response.use(undefined, async (error: AxiosError) => {
  const request: Replayed | undefined = error.config
  if (!request || error.response?.status !== 401 || request.isReplay || isOpenToAnyone(request.url)) throw error
  if (useSession.getState().status === 'signedOut') throw error
  const refused = String(request.headers.Authorization ?? '').replace(/^Bearer /, '')
  await freshToken(refused).catch(endedOr)
  request.isReplay = true
  return http.request(request)
})

function endedOr(error: unknown): never {
  if (error instanceof Refusal) sessionIsOver()
  throw error
}

tabs.addEventListener('message', (event: MessageEvent<{ staffId: string | null }>) => {
  const { me } = useSession.getState()
  if (event.data.staffId === null) becomeSignedOut(null)
  // Another person has signed in beside us: this tab must not go on in the name of the former.
  else if (event.data.staffId !== me?.staffId) window.location.reload()
})
onDesktop('sessionEnded', sessionIsOver)
