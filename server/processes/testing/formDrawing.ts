const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What a badge is given out with: a visitor's name and for how many days. */
export const badgeForm = {
  type: 'default',
  components: [
    { type: 'textfield', key: 'visitor', label: 'Кому', validate: { required: true, maxLength: 40 } },
    { type: 'number', key: 'days', label: 'На сколько дней', validate: { min: 1, max: 5 }, decimalDigits: 0 },
  ],
}

type Drawn = { key?: string; form?: string; schema?: unknown; task?: string; carried?: string }

/** Start → a task with the form the drawing carries → end. */
export function formDrawing({
  key = 'badge',
  form = 'badge',
  schema = badgeForm,
  task = 'Выдать',
  carried,
}: Drawn = {}) {
  const text = typeof schema === 'string' ? schema : JSON.stringify(schema)
  const extensions = carried ?? `<okno:form id="badge" name="Пропуск">${escaped(text)}</okno:form>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:okno="urn:okno:process" id="d" targetNamespace="urn:test">
  <process id="${key}" name="Пропуск посетителя" isExecutable="true">
    <extensionElements>${extensions}</extensionElements>
    <startEvent id="start" /><userTask id="give" name="${task}" okno:roles="clerk" okno:form="${form}" /><endEvent id="end" />
    <sequenceFlow id="a" sourceRef="start" targetRef="give" /><sequenceFlow id="b" sourceRef="give" targetRef="end" />
  </process>
</definitions>`
}
