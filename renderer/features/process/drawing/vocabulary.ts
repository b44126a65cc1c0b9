const attribute = (name: string) => ({ name, isAttr: true, type: 'String' })

/** Our own attributes in a drawing, as the engine reads them: without this table the modeler would lose what it does not know. */
export const vocabulary = {
  name: 'Okno',
  uri: 'urn:okno:process',
  prefix: 'okno',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'Service',
      extends: ['bpmn:ServiceTask', 'bpmn:SendTask'],
      properties: [attribute('binding'), attribute('retries')],
    },
    { name: 'Mapping', extends: ['bpmn:Activity'], properties: [attribute('input'), attribute('output')] },
    {
      name: 'Step',
      extends: ['bpmn:UserTask'],
      properties: ['roles', 'unit', 'skill', 'candidates', 'form', 'term', 'priority', 'due'].map(attribute),
    },
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
      properties: ['collection', 'item', 'outputCollection', 'outputItem'].map(attribute),
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
