import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '#shared/contract/index'
import { type Okno, PASSWORD, startOkno } from '../setup/okno.ts'

const CASES = 24
let okno: Okno
let tokens: { agent: string; specialist: string }
beforeAll(async () => {
  okno = await startOkno()
  tokens = { agent: await signInAs('agent1'), specialist: await signInAs('specialist1') }
})
afterAll(() => okno.close())

async function signInAs(login: string): Promise<string> {
  const answer = await fetch(`${okno.url}/api/session/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD, keep: 'token' }),
  })
  return (await answer.json()).accessToken
}

type Name = 'registerCase' | 'completeTask' | 'listTasks' | 'searchConsumers'
type Sent = { status: number; body: unknown }

/** Undefined when the server died before it answered. */
async function call(name: Name, input: Record<string, unknown>, token: string): Promise<Sent | undefined> {
  const { method, path } = api[name]
  const rest = { ...input }
  const url = path.replace(/:(\w+)/g, (_, key: string) => {
    const value = String(rest[key])
    delete rest[key]
    return value
  })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const query = new URLSearchParams(Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]))
  const request =
    method === 'GET'
      ? fetch(`${okno.url}/api${url}?${query}`, { headers })
      : fetch(`${okno.url}/api${url}`, { method, headers, body: JSON.stringify(rest) })
  return request.then(
    async (answer) => ({ status: answer.status, body: await answer.json() }),
    () => undefined,
  )
}

/** Sends all at once and kills the server after the first answers; then starts it and sends what was not answered, as a client does. */
async function sendThroughAKill(name: Name, inputs: Record<string, unknown>[], token: string) {
  let answered = 0
  let killed: Promise<void> | undefined
  const first = await Promise.all(
    inputs.map(async (input) => {
      const answer = await call(name, input, token)
      if (answer && ++answered === Math.ceil(inputs.length / 4)) killed ??= okno.kill()
      return answer
    }),
  )
  await (killed ?? okno.kill())
  await okno.restart()
  const again = await Promise.all(inputs.map((input) => call(name, input, token)))
  return { first, again }
}

test('kill -9 while appeals are registered and classified: what was acknowledged is there, nothing is there twice', async () => {
  const found = await call('searchConsumers', { q: 'Шарафутдинова Гульнара Ильдаровна' }, tokens.agent)
  const [consumer] = (found?.body ?? []) as { id: string }[]
  const consumerId = consumer?.id
  const registrations = Array.from({ length: CASES }, (_, n) => ({
    consumerId,
    topic: 'voltageQuality',
    kind: 'complaint',
    text: `Скачет напряжение, случай ${n}`,
    answerChannel: 'portal',
    attachmentIds: [],
    commandId: randomUUID(),
  }))
  const { first, again } = await sendThroughAKill('registerCase', registrations, tokens.agent)
  const lost = first.filter((answer) => answer?.status !== 200).length
  expect(lost).toBeGreaterThan(0)
  for (const [n, answer] of first.entries()) if (answer?.status === 200) expect(again[n]).toEqual(answer)
  const cases = again.map((answer) => answer?.body as { id: string; number: string })
  expect(again.every((answer) => answer?.status === 200)).toBe(true)
  expect(new Set(cases.map((one) => one.number)).size).toBe(CASES)

  const open = await tasksOf(tokens.agent, cases)
  expect(open).toHaveLength(CASES)
  const steps = open.map((task) => ({
    taskId: task.id,
    values: { form: 'classify', topic: 'voltageQuality', kind: 'complaint', unit: 'quality' },
    commandId: randomUUID(),
  }))
  const classified = await sendThroughAKill('completeTask', steps, tokens.agent)
  expect(classified.again.every((answer) => answer?.status === 200)).toBe(true)
  for (const [n, answer] of classified.first.entries())
    if (answer?.status === 200) expect(classified.again[n]).toEqual(answer)
  expect(await tasksOf(tokens.agent, cases)).toEqual([])
  const drafts = await tasksOf(tokens.specialist, cases)
  expect(drafts.map((task) => task.form)).toEqual(Array.from({ length: CASES }, () => 'draft'))
  expect(new Set(drafts.map((task) => task.caseId)).size).toBe(CASES)
})

type Line = { id: string; caseId: string; form: string }
async function tasksOf(token: string, cases: { id: string }[]): Promise<Line[]> {
  const ids = new Set(cases.map((one) => one.id))
  const lines: Line[] = []
  let after: string | null = null
  do {
    const answer: Sent | undefined = await call(
      'listTasks',
      { view: 'mine', limit: 200, ...(after ? { after } : {}) },
      token,
    )
    const body = answer?.body as { items: Line[]; next: string | null }
    lines.push(...body.items)
    after = body.next
  } while (after)
  return lines.filter((line) => ids.has(line.caseId))
}
