import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { draw, flow, timer } from './testing/draw.ts'

const bindings = new Set(['work'])
const codes = async (xml: string) =>
  (await compile(xml, bindings)).problems.map(({ code, elementId }) => (elementId ? `${code} ${elementId}` : code))
const straight = (middle: string, id: string) =>
  draw(`<startEvent id="s"/>${middle}<endEvent id="e"/>${flow('s', id)}${flow(id, 'e')}`)

describe('a drawing at deployment', () => {
  it('compiles start, tasks, gateway, timers and ends', async () => {
    const { definition, problems } = await compile(
      draw(`<startEvent id="s"/><userTask id="t" name="Шаг" okno:roles="agent" okno:form="f"/><serviceTask id="w" okno:binding="work"/>
        <exclusiveGateway id="g" default="g_e"/><endEvent id="e"/>${timer('b', 't', '<timeDuration>PT1H</timeDuration>', false)}
        ${flow('s', 't')}${flow('t', 'g')}${flow('g', 'w', 'x > 1')}${flow('g', 'e')}${flow('w', 'e')}${flow('b', 'e')}`),
      bindings,
    )
    expect(problems).toEqual([])
    expect(definition?.start).toBe('s')
    const task = definition?.elements.get('t')
    expect(task).toMatchObject({ kind: 'userTask', name: 'Шаг', attributes: { roles: 'agent', form: 'f' } })
    expect(task?.kind === 'userTask' && task.boundary.map(({ id, isInterrupting }) => [id, isInterrupting])).toEqual([
      ['b', false],
    ])
  })

  it.each([
    ['parallel gateway', '<parallelGateway id="x" name="Оба"/>'],
    ['sub-process', '<subProcess id="x"/>'],
    ['script task', '<scriptTask id="x"/>'],
    ['receive task', '<receiveTask id="x"/>'],
    ['call activity', '<callActivity id="x"/>'],
    ['throwing event', '<intermediateThrowEvent id="x"/>'],
    ['data object', '<dataObject id="x"/>'],
  ])('refuses a %s with its id, name and type', async (_, middle) => {
    const { problems } = await compile(straight(middle, 'x'), bindings)
    const found = problems.find(({ code }) => code === 'unsupportedElement')
    expect(found).toMatchObject({ elementId: 'x', elementType: expect.stringMatching(/^bpmn:/) })
  })
  it('names the element as it is drawn', async () => {
    const { problems } = await compile(straight('<parallelGateway id="x" name="Оба"/>', 'x'), bindings)
    expect(problems).toContainEqual({
      code: 'unsupportedElement',
      elementId: 'x',
      elementName: 'Оба',
      elementType: 'bpmn:ParallelGateway',
      detail: null,
    })
  })

  it.each([
    ['text that is no XML', 'hello', ['notXml']],
    ['XML cut short', draw('<startEvent id="s"').slice(0, 400), ['notXml']],
    [
      'a document type (XXE)',
      `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${draw('')}`,
      ['doctypeForbidden'],
    ],
    ['a file of over five million characters', draw(' '.repeat(5_000_001)), ['tooLarge']],
    ['XML that is no BPMN', '<html/>', ['notXml']],
    [
      'a message start',
      draw(`<startEvent id="s"><messageEventDefinition/></startEvent><endEvent id="e"/>${flow('s', 'e')}`),
      ['unsupportedEvent s'],
    ],
    [
      'a message to wait for',
      straight('<intermediateCatchEvent id="x"><messageEventDefinition/></intermediateCatchEvent>', 'x'),
      ['unsupportedEvent x'],
    ],
    [
      'a wait without a time',
      straight('<intermediateCatchEvent id="x"><timerEventDefinition/></intermediateCatchEvent>', 'x'),
      ['badTimer x'],
    ],
    [
      'an error end',
      draw(`<startEvent id="s"/><endEvent id="e"><errorEventDefinition/></endEvent>${flow('s', 'e')}`),
      ['unsupportedEvent e'],
    ],
    [
      'a multi-instance task',
      straight('<userTask id="x"><multiInstanceLoopCharacteristics/></userTask>', 'x'),
      ['unsupportedLoop x'],
    ],
    ['no start', draw(`<userTask id="t"/><endEvent id="e"/>${flow('t', 'e')}`), ['noStart']],
    [
      'two starts',
      draw(`<startEvent id="s"/><startEvent id="s2"/><endEvent id="e"/>${flow('s', 'e')}${flow('s2', 'e')}`),
      ['severalStarts s2', 'unreachable s2'],
    ],
    ['no end', draw(`<startEvent id="s"/><userTask id="t"/>${flow('s', 't')}${flow('t', 't')}`), ['noEnd']],
    [
      'a dangling flow',
      draw(
        `<startEvent id="s"/><endEvent id="e"/>${flow('s', 'e')}<sequenceFlow id="f" sourceRef="s" targetRef="nowhere"/>`,
      ),
      ['danglingFlow f'],
    ],
    [
      'an id used twice',
      draw(`<startEvent id="s"/><endEvent id="e"/><endEvent id="e"/>${flow('s', 'e')}`),
      ['duplicateId e'],
    ],
    [
      'a dead end',
      draw(`<startEvent id="s"/><userTask id="t"/><endEvent id="e"/>${flow('s', 't')}`),
      ['noOutgoing t', 'unreachable e'],
    ],
    [
      'a silent fork',
      draw(`<startEvent id="s"/><endEvent id="e"/><endEvent id="e2"/>${flow('s', 'e')}${flow('s', 'e2')}`),
      ['severalOutgoing s'],
    ],
    [
      'a way out of an end',
      draw(`<startEvent id="s"/><endEvent id="e"/>${flow('s', 'e')}${flow('e', 'e')}`),
      ['outOfEnd e'],
    ],
    [
      'a way into the start',
      straight('<userTask id="x"/>', 'x').replace(
        '<endEvent',
        `<exclusiveGateway id="g" default="g_s"/>${flow('g', 's')}<endEvent`,
      ),
      ['intoStart s', 'unreachable g'],
    ],
    [
      'a gateway way without a condition',
      draw(
        `<startEvent id="s"/><exclusiveGateway id="g"/><endEvent id="e"/><endEvent id="e2"/>${flow('s', 'g')}${flow('g', 'e', 'a')}${flow('g', 'e2')}`,
      ),
      ['conditionMissing g'],
    ],
    [
      'a condition behind a task',
      draw(`<startEvent id="s"/><endEvent id="e"/>${flow('s', 'e', 'a')}`),
      ['conditionNotAllowed s_e'],
    ],
    [
      'FEEL that does not parse',
      draw(
        `<startEvent id="s"/><exclusiveGateway id="g"/><endEvent id="e"/>${flow('s', 'g')}${flow('g', 'e', 'a + (')}`,
      ),
      ['badExpression g_e'],
    ],
    [
      'a binding that does not exist',
      straight('<serviceTask id="x" okno:binding="nothing"/>', 'x'),
      ['unknownBinding x'],
    ],
    ['a service without a binding', straight('<serviceTask id="x"/>', 'x'), ['bindingMissing x']],
    [
      'an attribute that is not ours',
      straight('<serviceTask id="x" okno:binding="work" okno:magic="1"/>', 'x'),
      ['unsupportedElement x'],
    ],
    [
      'a timer without a time',
      straight(`<userTask id="x"/>${timer('b', 'x', '')}${flow('b', 'e')}`, 'x'),
      ['badTimer b'],
    ],
    [
      'a timer on a service',
      straight(
        `<serviceTask id="x" okno:binding="work"/>${timer('b', 'x', '<timeDuration>PT1H</timeDuration>')}${flow('b', 'e')}`,
        'x',
      ),
      ['badAttachment b', 'unreachable b'],
    ],
    [
      'a message boundary',
      straight(
        '<userTask id="x"/><boundaryEvent id="b" attachedToRef="x"><messageEventDefinition/></boundaryEvent>',
        'x',
      ),
      ['unsupportedEvent b'],
    ],
  ])('refuses %s', async (_, xml, expected) => {
    const found = await codes(xml)
    for (const code of expected) expect(found).toContain(code)
    expect((await compile(xml, bindings)).definition).toBeNull()
  })

  it('lets notes and lines to them stand, for they are drawn and not executed', async () => {
    const xml = straight(
      '<userTask id="x"/><textAnnotation id="n"><text>заметка</text></textAnnotation><association id="a" sourceRef="x" targetRef="n"/>',
      'x',
    )
    expect(await codes(xml)).toEqual([])
  })
})
