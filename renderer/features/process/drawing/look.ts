/** The drawing program in the colours and the face of the product: variables, so that it follows the theme by itself. */
export const look = {
  textRenderer: {
    defaultStyle: { fontFamily: '"Golos Text Variable", sans-serif', fontSize: 13, lineHeight: 1.2 },
    externalStyle: { fontSize: 12, lineHeight: 1.2 },
  },
  bpmnRenderer: {
    defaultFillColor: 'var(--panel)',
    defaultStrokeColor: 'var(--diagram-stroke)',
    defaultLabelColor: 'var(--text)',
  },
}
