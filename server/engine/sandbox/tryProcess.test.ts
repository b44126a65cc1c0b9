import { expect, test } from 'vitest'
import { draw, flow, timer } from '../testing/draw.ts'
import { type Trial, type TrialMove, tryProcess } from './tryProcess.ts'

const now = new Date('2026-11-24T09:00:00Z')
const asked = { called: [], services: new Set(['send']), variables: {}, now }
async function run(body: string, moves: TrialMove[] = [], more: object = {}): Promise<Trial> {
  const tried = await tryProcess({ ...asked, xml: draw(body), ...more }, moves)
  if (tried.outcome === 'refused') throw new Error(tried.problems.map(({ text }) => text.en).join())
  return tried
}
const entered = ({ passed }: Trial) =>
  passed.filter(({ event }) => event === 'entered').map(({ elementId }) => elementId)

const step = `<startEvent id="s" /><userTask id="give" name="Выдать" /><serviceTask id="tell" okno:binding="send" /><endEvent id="e" />
  ${flow('s', 'give')}${flow('give', 'tell')}${flow('tell', 'e')}`

test('a drawing runs to its first wait; a step is done with values; work of the outside is passed over', async () => {
  const given = { variables: { sum: 5 } }
  const first = await run(step, [], given)
  expect(entered(first)).toEqual(['s', 'give'])
  expect(first).toMatchObject({
    state: 'active',
    variables: { sum: 5 },
    tasks: [{ instance: 'i1', elementId: 'give', elementName: 'Выдать' }],
  })
  const taskNo = first.tasks[0]?.taskNo ?? 0
  const second = await run(step, [{ kind: 'complete', instance: 'i1', taskNo, values: { who: 'Иванов' } }], given)
  expect(entered(second)).toEqual(['s', 'give', 'tell', 'e'])
  expect(second).toMatchObject({ state: 'completed', variables: { sum: 5, who: 'Иванов' }, tasks: [] })
})

test('the same moves lead to the same place, and a move about what is gone is refused', async () => {
  const taskNo = (await run(step)).tasks[0]?.taskNo ?? 0
  const move: TrialMove = { kind: 'complete', instance: 'i1', taskNo, values: {} }
  expect(await run(step, [move])).toEqual(await run(step, [move]))
  await expect(run(step, [move, move])).rejects.toMatchObject({ code: 'moveGone' })
  await expect(run(step, [{ ...move, instance: 'i9' }])).rejects.toMatchObject({ code: 'moveGone' })
})

test('a timer is fired by hand, however far away it is', async () => {
  const body = `<startEvent id="s" /><userTask id="give" />${timer('late', 'give', '<timeDuration>"P30D"</timeDuration>')}
    <endEvent id="e" /><endEvent id="over" />${flow('s', 'give')}${flow('give', 'e')}${flow('late', 'over')}`
  const first = await run(body)
  expect(first.timers).toMatchObject([{ elementId: 'late', dueAt: '2026-12-24T09:00:00.000Z' }])
  const timerNo = first.timers[0]?.timerNo ?? 0
  const fired = await run(body, [{ kind: 'fire', instance: 'i1', timerNo }])
  expect(entered(fired).at(-1)).toBe('over')
  expect(fired.state).toBe('completed')
})

test('FEEL that fails stands at its element', async () => {
  const condition = flow('x', 'e', 'sum + 1 > 2').replace('<sequenceFlow', '<sequenceFlow name="да"')
  const body = `<startEvent id="s" /><exclusiveGateway id="x" name="Хватает?" /><endEvent id="e" /><endEvent id="f" />
    ${flow('s', 'x')}${condition}${flow('x', 'f', 'sum = 0')}`
  const { failures, state } = await run(body, [], { variables: { sum: 'много' } })
  expect(state).toBe('active')
  expect(failures).toMatchObject([{ elementId: 'x', elementName: 'Хватает?' }])
})

test('what waits for a message is told what it waits for', async () => {
  const body = `<startEvent id="s" /><intermediateCatchEvent id="m"><signalEventDefinition signalRef="g" /></intermediateCatchEvent>
    <endEvent id="e" />${flow('s', 'm')}${flow('m', 'e')}`
  const xml = draw(body).replace('<process', '<signal id="g" name="go" /><process')
  const waiting = await run(body, [], { xml })
  expect(waiting.waits).toMatchObject([{ kind: 'signal', name: 'go', elementId: 'm' }])
  const heard = await run(body, [{ kind: 'signal', instance: 'i1', name: 'go' }], { xml })
  expect(heard.state).toBe('completed')
})

test('a called process runs along, and a drawing that cannot be executed is refused with its places', async () => {
  const child = draw(
    `<startEvent id="s" /><userTask id="inner" /><endEvent id="e" />${flow('s', 'inner')}${flow('inner', 'e')}`,
    'child',
  )
  const body = `<startEvent id="s" /><callActivity id="call" calledElement="child" /><endEvent id="e" />${flow('s', 'call')}${flow('call', 'e')}`
  const first = await run(body, [], { called: [child] })
  expect(first.tasks).toMatchObject([{ instance: 'i2', elementId: 'inner' }])
  const taskNo = first.tasks[0]?.taskNo ?? 0
  const done = await run(body, [{ kind: 'complete', instance: 'i2', taskNo, values: {} }], { called: [child] })
  expect(done.state).toBe('completed')
  const refused = await tryProcess({ ...asked, xml: draw('<startEvent id="s" />') }, [])
  expect(refused).toMatchObject({
    outcome: 'refused',
    problems: [{ code: 'noEnd' }, { code: 'noOutgoing', elementId: 's' }],
  })
})
