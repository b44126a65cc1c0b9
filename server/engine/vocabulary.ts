const attribute = (name: string) => ({ name, isAttr: true, type: 'String' })

/** Our own attributes in a drawing, beside the standard's. */
export const vocabulary = {
  name: 'Okno',
  uri: 'urn:okno:process',
  prefix: 'okno',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'Service',
      extends: ['bpmn:ServiceTask', 'bpmn:SendTask'],
      // the name of the work behind the task; where it goes outside, how often it is tried before an operator is asked (a number),
      // or the pauses between the attempts (PT5S,PT1M)
      properties: [attribute('binding'), attribute('retries')],
    },
    {
      name: 'Mapping',
      extends: ['bpmn:Activity'],
      // FEEL contexts: what is seen inside, what is kept outside afterwards
      properties: [attribute('input'), attribute('output')],
    },
    {
      name: 'Step',
      extends: ['bpmn:UserTask'],
      properties: [
        // who may do it: roles space-separated, candidates by FEEL
        attribute('roles'),
        attribute('unit'),
        attribute('skill'),
        attribute('candidates'),
        // which form it is done with, and the name of the dated term it has
        attribute('form'),
        attribute('term'),
        // FEEL: a number, an instant
        attribute('priority'),
        attribute('due'),
      ],
    },
    // FEEL: what tells one instance's message from another's; without it the business key does
    {
      name: 'Correlated',
      extends: ['bpmn:CatchEvent', 'bpmn:ThrowEvent', 'bpmn:ReceiveTask', 'bpmn:SendTask'],
      properties: [attribute('correlationKey')],
    },
    { name: 'Payload', extends: ['bpmn:ThrowEvent'], properties: [attribute('input')] },
    {
      name: 'Ruled',
      extends: ['bpmn:BusinessRuleTask'],
      properties: [attribute('decision'), attribute('decisionVersion'), attribute('result')],
    },
    { name: 'Scripted', extends: ['bpmn:ScriptTask'], properties: [attribute('result')] },
    {
      name: 'Collection',
      extends: ['bpmn:MultiInstanceLoopCharacteristics'],
      properties: [attribute('collection'), attribute('item'), attribute('outputCollection'), attribute('outputItem')],
    },
    // what a version of a process carries with it: forms as JSON, decisions as DMN
    {
      name: 'Form',
      superClass: ['Element'],
      properties: [attribute('id'), attribute('name'), { name: 'schema', isBody: true, type: 'String' }],
    },
    {
      name: 'Decisions',
      superClass: ['Element'],
      properties: [attribute('id'), attribute('name'), { name: 'dmn', isBody: true, type: 'String' }],
    },
  ],
}

/** The attributes handed to whoever makes work of an element. */
export const HANDED_ON = ['roles', 'unit', 'skill', 'form', 'term', 'retries'] as const
