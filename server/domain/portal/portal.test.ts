import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { CaseId, ConsumerId, InteractionId } from '#shared/contract/ids'
import { PortalStatus } from '#shared/contract/portal'
import { makeWorld, until, type World } from '../../db/testing/world.ts'
import { deployProcesses } from '../../processes/index.ts'
import { changeStatus } from '../case/index.ts'
import { interactionHandlers } from '../interaction/index.ts'
import { startPortalEcho } from './index.ts'

let world: World
let server: Awaited<ReturnType<World['serve']>>
beforeAll(async () => {
  world = await makeWorld()
  await deployProcesses(world.db)
  server = await world.serve()
})
afterAll(() => world.close())

const nobody = {
  name: 'Новикова Анна Игоревна',
  phone: '+79990001122',
  email: null,
  accountNumber: null,
  address: null,
}
const appeal = {
  topic: 'voltageQuality',
  text: 'Напряжение вечером падает до 190 вольт.',
  applicant: nobody,
  answerChannel: 'portal',
  attachmentIds: [] as string[],
}
let caller = 0
/** Each person calls from another phone, unless the test is about one who does not stop. */
const person = (part: object = {}) => ({ ...nobody, phone: `+7999${String(++caller).padStart(7, '0')}`, ...part })
const file = (part: object = {}) => server.call('fileAppeal', { ...appeal, applicant: person(), ...part })
const newToken = () => randomBytes(32).toString('base64url')
const watch = (number: string, code: string, token = newToken()) => server.call('watchAppeal', { number, code, token })
async function status(token: string) {
  const response = await fetch(`${server.url}/api/portal/status`, { headers: { authorization: `Visitor ${token}` } })
  const body: Record<string, unknown> = Object(await response.json())
  return { status: response.status, body }
}
async function contactOf(number: string) {
  const { rows } = await sql<{
    caseId: CaseId
    id: InteractionId
    consumerId: ConsumerId | null
    state: string
    applicant: unknown
  }>`
    select k.id as "caseId", i.id, i.consumer_id as "consumerId", i.state, i.detail->'applicant' as applicant
    from "case" k join interaction i on i.id = k.interaction_id where k.number = ${number}`.execute(world.db)
  if (!rows[0]) throw new Error(`no contact of ${number}`)
  return rows[0]
}

describe('filing', () => {
  it('answers a number and a code that open the status', async () => {
    const { body } = await file()
    expect(body.number).toMatch(/^\d{2}-\d{6}$/)
    const token = newToken()
    expect((await watch(body.number, body.code.toLowerCase().replace('-', ' '), token)).body).toEqual({ isRight: true })
    const shown = await status(token)
    expect(PortalStatus.parse(shown.body)).toMatchObject({
      number: body.number,
      status: 'registered',
      text: appeal.text,
      answer: null,
    })
  })

  it('gives the same number to the same command, and files it once', async () => {
    const command = { ...appeal, applicant: person(), commandId: randomUUID() }
    const first = await server.post('/api/portal/appeals', command)
    expect(first.status).toBe(200)
    expect(await server.post('/api/portal/appeals', command)).toEqual(first)
  })

  it('keeps the files with the appeal', async () => {
    const upload = await server.call('uploadAttachment', {
      name: 'фото.jpg',
      mediaType: 'image/jpeg',
      base64: Buffer.from('снимок').toString('base64'),
    })
    const { body } = await file({ attachmentIds: [upload.body.id] })
    const token = newToken()
    await watch(body.number, body.code, token)
    expect((await status(token)).body.attachments).toMatchObject([{ name: 'фото.jpg' }])
    const bytes = await fetch(`${server.url}/api/portal/attachments/${upload.body.id}`, {
      headers: { authorization: `Visitor ${token}` },
    })
    expect(Buffer.from(z.object({ base64: z.string() }).parse(await bytes.json()).base64, 'base64').toString()).toBe(
      'снимок',
    )
  })

  it.each([
    ['a machine', { website: 'http://spam' }, 'looksAutomatic'],
    ['nobody to answer to', { applicant: { ...nobody, phone: null } }, 'contactRequired'],
    ['no email for an answer by mail', { answerChannel: 'mail' }, 'answerAddressRequired'],
    ['an unknown topic', { topic: 'weather' }, 'topicUnknown'],
  ])('refuses %s', async (_what, part, code) => {
    expect(await file(part)).toMatchObject({ status: 409, body: { refusal: code } })
  })

  it('says which field is malformed', async () => {
    const { status: code, body } = await file({ text: 'a', applicant: { ...nobody, email: 'nope' } })
    expect(code).toBe(400)
    expect(JSON.stringify(body)).toMatch(/text.*applicant\.email/)
  })

  it('stops a flood from one contact', async () => {
    const applicant = person()
    for (let n = 0; n < 10; n += 1) expect((await file({ applicant })).status).toBe(200)
    expect(await file({ applicant })).toMatchObject({ status: 409, body: { refusal: 'tooMany' } })
  })
})

describe('whose appeal it is', () => {
  it('is known by the only phone', async () => {
    const { body } = await file({ applicant: { ...nobody, name: 'Гульнара', phone: '+79172345678' } })
    expect(await contactOf(body.number)).toMatchObject({ consumerId: world.consumer, state: 'ended' })
  })

  it('is known by an account with the name on it, and not by an account alone', async () => {
    const { rows } = await sql<{
      number: string
    }>`select number from account where consumer_id = ${world.consumer2}`.execute(world.db)
    const accountNumber = rows[0]?.number
    const right = await file({ applicant: person({ name: 'Иванов П.С.', accountNumber }) })
    expect(await contactOf(right.body.number)).toMatchObject({ consumerId: world.consumer2 })
    const wrong = await file({ applicant: person({ name: 'Чужой Человек', accountNumber }) })
    expect(await contactOf(wrong.body.number)).toMatchObject({ consumerId: null })
  })

  it('waits for staff when nothing identifies the person', async () => {
    const { body } = await file({ applicant: person({ name: 'Новикова Анна', address: 'Казань, Гоголя 1' }) })
    const contact = await contactOf(body.number)
    expect(contact).toMatchObject({
      consumerId: null,
      state: 'waiting',
      applicant: { name: 'Новикова Анна', address: 'Казань, Гоголя 1' },
    })
    const { waiting } = await world.asStaff(world.staff.agent, (ctx) => interactionHandlers.listWork({}, ctx))
    expect(waiting.map((each) => each.id)).toContain(contact.id)
  })
})

describe('the status page', () => {
  it('looks the same for a wrong number and a wrong code, and pauses after five tries', async () => {
    const { body } = await file()
    const wrongCode = await watch(body.number, 'AAAAA-AAAAA')
    expect(wrongCode).toEqual(await watch('26-999999', 'AAAAA-AAAAA'))
    expect(wrongCode.body).toEqual({ isRight: false })
    for (let n = 0; n < 4; n += 1) await watch(body.number, 'AAAAA-AAAAA')
    expect(await watch(body.number, body.code)).toMatchObject({
      status: 409,
      body: { refusal: 'tooManyTries', detail: { minutes: 15 } },
    })
    const other = await file()
    expect((await watch(other.body.number, other.body.code)).body).toEqual({ isRight: true })
  })

  it('opens again after the pause', async () => {
    const { body } = await file()
    for (let n = 0; n < 5; n += 1) await watch(body.number, 'AAAAA-AAAAA')
    await sql`update portal_try set last_at = last_at - interval '16 minutes'`.execute(world.db)
    expect((await watch(body.number, body.code)).body).toEqual({ isRight: true })
  })

  it('is closed to a wrong token, and to a visitor of a chat', async () => {
    expect((await status(newToken())).status).toBe(401)
    const token = newToken()
    await server.call('startChat', { token, language: 'ru' })
    expect((await status(token)).status).toBe(404)
  })

  it('does not let its visitor write, mark or end as in a chat', async () => {
    const { body } = await file()
    const token = newToken()
    await watch(body.number, body.code, token)
    const headers = { authorization: `Visitor ${token}` }
    const message = { messageId: randomUUID(), text: 'привет', language: 'ru', commandId: randomUUID() }
    expect((await server.post('/api/chat/messages', message, headers)).status).toBe(404)
    expect((await server.post('/api/chat/end', { commandId: randomUUID() }, headers)).status).toBe(404)
    expect((await contactOf(body.number)).state).toBe('waiting')
  })

  it('is told when the appeal moves, without a word of what it is', async () => {
    const echo = startPortalEcho(world.db, (error) => {
      throw error
    })
    const { body } = await file()
    const token = newToken()
    await watch(body.number, body.code, token)
    const { caseId, id } = await contactOf(body.number)
    await world.asSystem((ctx) => changeStatus({ caseId, status: 'inWork' }, ctx))
    const fact = await until('the page is told', async () =>
      (await world.facts('portalStatusMoved')).find((each) => each.payload.interactionId === id),
    )
    expect(fact).toMatchObject({ rooms: [`chat:${id}`], payload: { interactionId: id } })
    expect((await status(token)).body).toMatchObject({
      status: 'inWork',
      steps: [{ state: 'done' }, { status: 'inWork', state: 'now' }, {}, {}],
    })
    await echo.stop()
  })
})
