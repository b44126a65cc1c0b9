/** The drawing with its elements named in the language of the screen; what has no translation keeps its name. */
export function nameElements(xml: string, names: Readonly<Record<string, string>>): string {
  const drawing = new DOMParser().parseFromString(xml, 'text/xml')
  for (const [id, name] of Object.entries(names)) {
    const element = drawing.querySelector(`[id="${id}"]`)
    if (element?.hasAttribute('name')) element.setAttribute('name', name)
  }
  return new XMLSerializer().serializeToString(drawing)
}
