/** Our own attributes in a drawing, beside the standard's. */
export const vocabulary = {
  name: 'Okno',
  uri: 'urn:okno:process',
  prefix: 'okno',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'Service',
      extends: ['bpmn:ServiceTask'],
      properties: [
        // the name of the work behind the task
        { name: 'binding', isAttr: true, type: 'String' },
        // a FEEL context handed to it
        { name: 'input', isAttr: true, type: 'String' },
      ],
    },
    {
      name: 'Step',
      extends: ['bpmn:UserTask'],
      properties: [
        // who may do it, space-separated
        { name: 'roles', isAttr: true, type: 'String' },
        // which form it is done with
        { name: 'form', isAttr: true, type: 'String' },
        // the name of the dated term it has
        { name: 'term', isAttr: true, type: 'String' },
      ],
    },
  ],
}
/** The attributes a step carries to whoever makes work of it. */
export const STEP_ATTRIBUTES = ['roles', 'form', 'term'] as const
