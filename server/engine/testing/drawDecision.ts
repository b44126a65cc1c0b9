const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const text = (tag: string, value: string) => `<${tag}><text>${escaped(value)}</text></${tag}>`

type Drawn = {
  id?: string
  hitPolicy?: string
  aggregation?: string
  inputs: string[]
  /** Name, or name and the values it may have. */
  outputs: (string | [name: string, values: string])[]
  /** Cells of the inputs, then of the outputs. */
  rules: string[][]
  requires?: string[]
}

/** A decision table as dmn-js writes it, short enough to be read in a test. */
export function drawTable({ id = 'd', hitPolicy, aggregation, inputs, outputs, rules, requires = [] }: Drawn): string {
  const policy = hitPolicy ? ` hitPolicy="${hitPolicy}"` : ''
  const sum = aggregation ? ` aggregation="${aggregation}"` : ''
  const columns = inputs.map((input, n) => `<input id="${id}i${n}">${text('inputExpression', input)}</input>`)
  const results = outputs.map((output, n) => {
    const [name, values] = typeof output === 'string' ? [output] : output
    return `<output id="${id}o${n}" name="${name}">${values ? text('outputValues', values) : ''}</output>`
  })
  const rows = rules.map((cells, n) => {
    const entries = cells.map((cell, c) => text(c < inputs.length ? 'inputEntry' : 'outputEntry', cell))
    return `<rule id="${id}r${n + 1}">${entries.join('')}</rule>`
  })
  const table = `<decisionTable id="${id}t"${policy}${sum}>${columns.join('')}${results.join('')}${rows.join('')}</decisionTable>`
  return drawn(id, requires, table)
}

export const drawLiteral = (id: string, expression: string, requires: string[] = []): string =>
  drawn(id, requires, text('literalExpression', expression))

const drawn = (id: string, requires: string[], logic: string) =>
  `<decision id="${id}" name="${id}"><variable id="${id}v" name="${id}"/>${requires
    .map((one) => `<informationRequirement><requiredDecision href="#${one}"/></informationRequirement>`)
    .join('')}${logic}</decision>`

export const drawDecisions = (...decisions: string[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="defs" name="Проба" namespace="urn:test">
${decisions.join('\n')}
</definitions>`
