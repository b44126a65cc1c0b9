const escaped = (text: string) =>
  text.replace(/[<&>"]/g, (char) => ({ '<': '&lt;', '&': '&amp;', '>': '&gt;', '"': '&quot;' })[char] ?? char)

export type DecisionKind = 'table' | 'literal'
type Blank = { id: string; name: string; kind: DecisionKind; labels: { input: string; output: string } }

/** The first text of a new decision: its result is known under its id. */
export function blankDecision({ id, name, kind, labels }: Blank): string {
  const logic =
    kind === 'table'
      ? `<decisionTable id="${id}Table" hitPolicy="UNIQUE">
      <input id="${id}Input" label="${labels.input}">
        <inputExpression id="${id}Expression" typeRef="string"><text>value</text></inputExpression>
      </input>
      <output id="${id}Output" label="${labels.output}" name="${id}" typeRef="string" />
      <rule id="${id}Rule">
        <inputEntry id="${id}Test"><text></text></inputEntry>
        <outputEntry id="${id}Result"><text>""</text></outputEntry>
      </rule>
    </decisionTable>`
      : `<literalExpression id="${id}Expression"><text>null</text></literalExpression>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}Definitions" name="${escaped(name)}" namespace="urn:okno:decisions">
  <decision id="${id}" name="${escaped(name)}">
    <variable id="${id}Variable" name="${id}" />
    ${logic}
  </decision>
</definitions>
`
}

/** Ids of the decisions in a text: what a rule task may name. */
export const decisionIds = (dmn: string): string[] =>
  [...dmn.matchAll(/<(?:\w+:)?decision\s[^>]*\bid="([^"]+)"/g)].map(([, id = '']) => id)
