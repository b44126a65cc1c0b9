import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseId } from '#shared/contract/ids'
import type { World } from '../../db/testing/world.ts'
import { type ConnectionWorld, HOUSE, makeConnectionWorld } from '../../processes/testing/connectionWorld.ts'

let world: ConnectionWorld
let server: Awaited<ReturnType<World['serve']>>
beforeAll(async () => {
  world = await makeConnectionWorld()
  server = await world.serve()
})
afterAll(() => world.close())

let caller = 0
const applicant = (part: object = {}) => ({
  name: 'Новикова Анна Игоревна',
  phone: `+7998${String(++caller).padStart(7, '0')}`,
  email: null,
  accountNumber: null,
  address: null,
  ...part,
})
const file = (part: object = {}) =>
  server.call('fileConnection', { ...HOUSE, applicant: applicant(), answerChannel: 'portal', ...part })

/** A person who knows number and code, as their page speaks. */
async function watching(number: string, code: string) {
  const token = randomBytes(32).toString('base64url')
  await server.call('watchAppeal', { number, code, token })
  const authorization = `Visitor ${token}`
  async function send(path: string, body?: object) {
    const response = await fetch(`${server.url}/api/portal/${path}`, {
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: JSON.stringify({ commandId: crypto.randomUUID(), ...body }) } : {}),
    })
    return { status: response.status, body: Object(await response.json()) }
  }
  const shown = async () => (await send('connection')).body
  const caseId = CaseId.parse((await shown()).caseId)
  return { send, shown, caseId }
}
async function filed(part: object = {}) {
  const { body } = await file(part)
  return watching(body.number, body.code)
}

describe('an application by its applicant', () => {
  it('is filed, and its page shows the whole way with what is awaited', async () => {
    const page = await filed()
    expect(await page.shown()).toMatchObject({
      stage: 'completeness',
      class: 'citizen15',
      objectAddress: HOUSE.objectAddress,
      awaits: null,
      told: [{ text: expect.stringContaining('Заявка принята') }],
    })
    expect((await page.shown()).steps.map((step: { state: string }) => step.state)).toEqual([
      'done',
      'now',
      ...Array(6).fill('ahead'),
    ])
    expect((await page.send('status')).body).toMatchObject({ process: 'connection', status: 'registered' })
  })

  it.each([
    ['a machine', { website: 'http://spam' }, 'looksAutomatic'],
    ['nobody to answer to', { applicant: applicant({ phone: null }) }, 'contactRequired'],
    ['no email for an answer by mail', { answerChannel: 'mail' }, 'answerAddressRequired'],
    ['a document of another kind of applicant', { codes: ['charter'] }, 'documentUnknown'],
  ])('is refused from %s', async (_what, part, code) => {
    expect(await file(part)).toMatchObject({ status: 409, body: { refusal: code } })
  })

  it('gets its missing documents from the page, and the files are found there again', async () => {
    const page = await filed({ codes: ['identity'] })
    await world.choose(page.caseId, 'missing', { missing: ['plan'] })
    expect(await page.shown()).toMatchObject({ awaits: 'documents' })
    const upload = await server.call('uploadAttachment', {
      name: 'план.pdf',
      mediaType: 'application/pdf',
      base64: Buffer.from('план').toString('base64'),
    })
    const sent = await page.send('connection/documents', { codes: ['plan'], attachmentIds: [upload.body.id] })
    expect(sent).toMatchObject({ status: 200, body: {} })
    expect(await page.shown()).toMatchObject({ awaits: null, demand: null })
    expect((await page.send('status')).body.attachments).toMatchObject([{ name: 'план.pdf' }])
    expect((await world.opened(page.caseId)).attachments).toMatchObject([{ name: 'план.pdf' }])
    expect(await world.where(page.caseId)).toEqual(['checkDocuments'])
  })

  it('is signed, reported ready and shown to its act on the page', async () => {
    const page = await filed()
    await world.choose(page.caseId, 'complete')
    await world.choose(page.caseId, 'ready', { conditions: 'От опоры № 7' })
    await world.choose(page.caseId, 'ready', { contractNumber: 'Т-9' })
    expect(await page.send('connection/readiness', {})).toMatchObject({ status: 409, body: { refusal: 'notAwaited' } })
    await page.send('connection/signature', {})
    expect(await page.shown()).toMatchObject({ awaits: 'payment', feeKopecks: 7_980_000, contractNumber: 'Т-9' })
    await world.pay(page.caseId, 7_980_000)
    await page.send('connection/readiness', {})
    await world.choose(page.caseId, 'done')
    await world.choose(page.caseId, 'passed')
    await world.choose(page.caseId, 'ready', { actNumber: 'А-9' })
    expect(await page.shown()).toMatchObject({ outcome: 'connected', actNumber: 'А-9' })
  })

  it('is withdrawn from the page with a reason', async () => {
    const page = await filed()
    expect(await page.send('connection/withdrawal', { reason: 'я' })).toMatchObject({ status: 400 })
    expect(await page.send('connection/withdrawal', { reason: 'Участок продан' })).toMatchObject({ status: 200 })
    expect(await page.shown()).toMatchObject({ outcome: 'withdrawn', outcomeReason: 'Участок продан' })
  })

  it('is no appeal: nobody files an appeal about its topic, and a page of an appeal shows no application', async () => {
    const topic = 'connectionApplication'
    const text = 'Подключите дом к сетям'
    expect(
      await server.call('fileAppeal', { topic, text, applicant: applicant(), answerChannel: 'portal' }),
    ).toMatchObject({
      status: 409,
      body: { refusal: 'topicUnknown' },
    })
    const appeal = await server.call('fileAppeal', {
      topic: 'voltageQuality',
      text: 'Скачет напряжение',
      applicant: applicant(),
      answerChannel: 'portal',
    })
    const token = randomBytes(32).toString('base64url')
    await server.call('watchAppeal', { ...appeal.body, token })
    const response = await fetch(`${server.url}/api/portal/connection`, {
      headers: { authorization: `Visitor ${token}` },
    })
    expect(response.status).toBe(404)
  })
})

describe('who may', () => {
  it('open an application: staff of its branch and of the company', async () => {
    const { id } = await world.apply()
    expect((await server.call('openConnection', { caseId: id }, world.staff.otherBranchAgent)).status).toBe(403)
    expect((await server.call('openConnection', { caseId: id }, world.staff.auditor)).status).toBe(200)
    expect((await server.call('openConnection', { caseId: id })).status).toBe(401)
  })
  it('extend a term: not an agent', async () => {
    const id = await world.upToWorks()
    const extension = { caseId: id, what: 'works', until: '2027-06-01', reason: 'Поставка задержана' }
    expect((await server.call('extendConnection', extension, world.staff.agent)).status).toBe(403)
    expect((await server.call('extendConnection', extension, world.staff.supervisor)).status).toBe(200)
  })
  it('tell of a payment: the payment system, which knows only the number', async () => {
    const id = await world.upToPayment()
    const { number } = await world.look(id)
    const payment = { number, kopecks: 100_000, paidAt: '2026-11-24T09:00:00Z', document: 'П-77' }
    const bank = world.staff.agent2
    await sql`update staff set roles = '{integration}' where id = ${bank.id}`.execute(world.db)
    expect((await server.call('openConnection', { caseId: id }, bank)).status).toBe(403)
    expect((await server.call('recordConnectionPayment', payment, world.staff.specialist)).status).toBe(403)
    expect(await server.call('recordConnectionPayment', payment, bank)).toMatchObject({
      body: { paidKopecks: 100_000, feeKopecks: 7_980_000 },
    })
    const unknown = { ...payment, number: '26-999999' }
    expect((await server.call('recordConnectionPayment', unknown, bank)).status).toBe(404)
  })
})

it('what happens to an application is told to its consumer and branch', async () => {
  const { id } = await world.apply()
  await world.withdraw(id)
  const facts = (await world.facts('connectionMoved')).filter(({ payload }) => Object(payload).caseId === id)
  expect(facts.length).toBeGreaterThan(1)
  expect(facts.at(-1)).toMatchObject({
    rooms: [`consumer:${world.consumer}`, `branch:${world.branch}`],
    payload: { stage: 'completeness', awaits: null, outcome: 'withdrawn' },
  })
})
