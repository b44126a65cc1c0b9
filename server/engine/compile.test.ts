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
    ['complex gateway', '<complexGateway id="x"/>'],
    ['ad hoc sub-process', '<adHocSubProcess id="x"/>'],
    ['transaction', '<transaction id="x"/>'],
    ['task of no kind', '<task id="x"/>'],
    ['data object', '<dataObject id="x"/>'],
  ])('refuses a %s with its id, type and place', async (_, middle) => {
    const { problems } = await compile(straight(middle, 'x'), bindings)
    const found = problems.find(({ code }) => code === 'unsupportedElement')
    expect(found).toMatchObject({
      elementId: 'x',
      elementType: expect.stringMatching(/^bpmn:/),
      place: { line: 4, column: expect.any(Number) },
    })
  })
  it('names the element as it is drawn, and says why in Russian and English', async () => {
    const { problems } = await compile(straight('<complexGateway id="x" name="Хотя бы два"/>', 'x'), bindings)
    expect(problems).toContainEqual({
      code: 'unsupportedElement',
      severity: 'error',
      elementId: 'x',
      elementName: 'Хотя бы два',
      elementType: 'bpmn:ComplexGateway',
      detail: null,
      place: { line: 4, column: 72 },
      text: {
        ru: 'Элемент не поддерживается: ComplexGateway',
        en: 'The element is not supported: ComplexGateway',
      },
    })
  })
  it('refuses a conversation beside the process', async () => {
    const xml = straight('<userTask id="x"/>', 'x').replace(
      '<process',
      '<collaboration id="c"><conversation id="talk" name="Переписка"/></collaboration><process',
    )
    expect(await codes(xml)).toContain('unsupportedElement talk')
  })
  it('says in which line XML breaks', async () => {
    const { problems } = await compile(`${draw('')}\n<oops`, bindings)
    expect(problems).toMatchObject([{ code: 'notXml', place: { line: expect.any(Number) } }])
  })
  it('warns of what cannot be reached, and lets it be', async () => {
    const xml = draw(
      `<startEvent id="s"/><endEvent id="e"/>${flow('s', 'e')}<userTask id="lost"/><endEvent id="e2"/>${flow('lost', 'e2')}`,
    )
    const { definition, problems } = await compile(xml, bindings)
    expect(definition?.key).toBe('p')
    expect(problems.map(({ code, severity, elementId }) => [code, severity, elementId])).toEqual([
      ['unreachable', 'warning', 'lost'],
      ['unreachable', 'warning', 'e2'],
    ])
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
      'a message start without a message',
      draw(`<startEvent id="s"><messageEventDefinition/></startEvent><endEvent id="e"/>${flow('s', 'e')}`),
      ['referenceMissing s'],
    ],
    [
      'an error end without an error',
      draw(`<startEvent id="s"/><endEvent id="e"><errorEventDefinition/></endEvent>${flow('s', 'e')}`),
      ['referenceMissing e'],
    ],
    [
      'a multi-instance task without a number or a collection',
      straight('<userTask id="x"><multiInstanceLoopCharacteristics/></userTask>', 'x'),
      ['badLoop x'],
    ],
    ['no start', draw(`<userTask id="t"/><endEvent id="e"/>${flow('t', 'e')}`), ['noStart p']],
    [
      'two starts',
      draw(`<startEvent id="s"/><startEvent id="s2"/><endEvent id="e"/>${flow('s', 'e')}${flow('s2', 'e')}`),
      ['severalStarts s2'],
    ],
    ['no end', draw(`<startEvent id="s"/><userTask id="t"/>${flow('s', 't')}${flow('t', 't')}`), ['noEnd p']],
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
      ['unknownExtension x'],
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
      'a message boundary without a message',
      straight(
        '<userTask id="x"/><boundaryEvent id="b" attachedToRef="x"><messageEventDefinition/></boundaryEvent>',
        'x',
      ),
      ['referenceMissing b'],
    ],
    [
      'an element of ours that is not known',
      straight('<userTask id="x"><extensionElements><okno:magic power="9"/></extensionElements></userTask>', 'x'),
      ['unknownExtension'],
    ],
    [
      'a flow over the border of a sub-process',
      straight(
        `<subProcess id="x"><startEvent id="is"/><endEvent id="ie"/>${flow('is', 'ie')}<sequenceFlow id="over" sourceRef="is" targetRef="e"/></subProcess>`,
        'x',
      ),
      ['acrossBorder over'],
    ],
    ['an empty sub-process', straight('<subProcess id="x"/>', 'x'), ['noStart x', 'noEnd x']],
    [
      'an inner start that waits',
      straight(
        `<subProcess id="x"><startEvent id="is"><signalEventDefinition signalRef="sig"/></startEvent><endEvent id="ie"/>${flow('is', 'ie')}</subProcess>`,
        'x',
      ),
      ['unsupportedEvent is'],
    ],
    ['a script without FEEL', straight('<scriptTask id="x"/>', 'x'), ['scriptMissing x']],
    [
      'a script in another language',
      straight('<scriptTask id="x" scriptFormat="javascript"><script>1</script></scriptTask>', 'x'),
      ['unsupportedElement x'],
    ],
    ['a rule without a decision', straight('<businessRuleTask id="x"/>', 'x'), ['decisionMissing x']],
    ['a call of nothing', straight('<callActivity id="x"/>', 'x'), ['calledMissing x']],
    [
      'a link without its other half',
      straight('<intermediateThrowEvent id="x"><linkEventDefinition name="A"/></intermediateThrowEvent>', 'x'),
      ['badLink x', 'outOfEnd x'],
    ],
    [
      'an event gateway before a task',
      draw(
        `<startEvent id="s"/><eventBasedGateway id="g"/><userTask id="t"/><userTask id="u"/><endEvent id="e"/>${flow('s', 'g')}${flow('g', 't')}${flow('g', 'u')}${flow('t', 'e')}${flow('u', 'e')}`,
      ),
      ['badEventGateway g'],
    ],
    [
      'a compensation without a handler',
      straight(
        '<userTask id="x"/><boundaryEvent id="b" attachedToRef="x"><compensateEventDefinition/></boundaryEvent>',
        'x',
      ),
      ['badHandler b'],
    ],
    [
      'retries that are neither a number nor pauses',
      straight('<serviceTask id="x" okno:binding="work" okno:retries="some"/>', 'x'),
      ['badRetries x'],
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
