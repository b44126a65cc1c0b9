import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { io, type Socket } from 'socket.io-client'
import { signIn } from '../e2e/setup/okno.ts'
import { SipPhone } from '../server/integrations/telephony/testing/sipPhone.ts'
import { quantile, round } from './kit/figures.ts'
import { pause } from './kit/processes.ts'
import { type BenchServer, startServer } from './kit/server.ts'

type Line = { sipUser: string; password: string; domain: string; companyPhone: string }
type Offer = { payload: { call: { id: string }; invitedAt: string } }

/** A call from a known number: INVITE → the candidate's card painted on the agent's desktop; of that INVITE → fact on a socket. */
export async function bench(isShort: boolean) {
  const server = await startServer()
  const page = await server.okno.page({ viewport: { width: 1366, height: 768 } })
  await signIn(page, server.okno, 'agent1')
  await setAvailable(page)
  const offers = await hearOffers(server)
  const { rows } = await sql<{ phone: string; name: string }>`
    select p.phone, c.name from consumer_phone p join consumer c on c.id = p.consumer_id where c.kind = 'person' order by c.id limit 20`.execute(
    server.db,
  )
  const popMs: number[] = []
  const serverMs: number[] = []
  const rounds = isShort ? 12 : 60
  for (let n = 0; n < rounds; n++) {
    const person = rows[n % rows.length]
    if (!person) throw new Error('no callers')
    const phone = await callerPhone(server.okno.url, person.phone)
    const heard = new Promise<{ at: number; offer: Offer['payload'] }>((resolve) => {
      offers.once('callOffered', ({ payload }: Offer) => resolve({ at: now(), offer: payload }))
    })
    const painted = paintedAt(page, person.name)
    const invitedAt = now()
    const { inviter } = phone.dial(phone.company)
    popMs.push((await painted) - invitedAt)
    const told = await heard
    serverMs.push(told.at - Date.parse(told.offer.invitedAt))
    await inviter.cancel()
    await page.locator('section[data-call]').waitFor({ state: 'detached' })
    await phone.close()
    await pause(150)
  }
  offers.close()
  await server.close()
  return {
    p50Ms: round(quantile(popMs, 0.5), 1),
    p95Ms: round(quantile(popMs, 0.95), 1),
    p99Ms: round(quantile(popMs, 0.99), 1),
    serverP95Ms: round(quantile(serverMs, 0.95), 1),
    serverP50Ms: round(quantile(serverMs, 0.5), 1),
    n: rounds,
  }
}

const now = () => performance.timeOrigin + performance.now()

async function setAvailable(page: Page) {
  await page.getByRole('button', { name: 'Набрать номер' }).waitFor()
  await page.keyboard.press('Control+.')
  await page.getByRole('menuitem', { name: 'Готов' }).click()
  await page.getByRole('button', { name: 'Моё состояние: Готов' }).waitFor()
}

async function hearOffers(server: BenchServer): Promise<Socket> {
  const { token } = await server.signIn('agent1')
  const socket = io(server.okno.url, { path: '/live', auth: { token }, transports: ['websocket'] })
  await new Promise<void>((done) => socket.on('connect', () => done()))
  return socket
}

async function callerPhone(url: string, number: string): Promise<SipPhone & { company: string }> {
  const answer = await fetch(`${url}/api/calls/caller-line`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: number }),
  })
  const line: Line = await answer.json()
  const phone = new SipPhone({ url: `${url.replace('http', 'ws')}/sip`, ...line })
  await phone.register()
  return Object.assign(phone, { company: line.companyPhone })
}

/** The moment after the frame in which the strip with the candidate's name was painted, on the clock that all processes share. */
function paintedAt(page: Page, name: string): Promise<number> {
  return page.evaluate((wanted) => {
    return new Promise<number>((resolve) => {
      const look = () => {
        const strip = document.querySelector('section[data-call]')
        if (!strip?.textContent?.includes(wanted)) return false
        observer.disconnect()
        requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())))
        return true
      }
      const observer = new MutationObserver(look)
      observer.observe(document.body, { childList: true, subtree: true, characterData: true })
      look()
    })
  }, name)
}
