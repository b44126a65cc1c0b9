const SPOKEN = ['title', 'aria-label', 'placeholder'] as const

/** In another language, or undefined when there is no word for it. */
export type Dictionary = (text: string) => string | undefined

/**
 * Puts what a foreign program writes into the page into the person's language as it appears, for programs that cannot be given
 * words of their own. `isSpared`: parts that hold what people have written. Answers how to stop.
 */
export function translateDom(root: HTMLElement, say: Dictionary, isSpared = ''): () => void {
  const spared = (element: Element) => isSpared !== '' && element.closest(isSpared) !== null
  const speak = (element: Element) => {
    if (spared(element)) return
    for (const name of SPOKEN) {
      const known = element.getAttribute(name)
      const said = known ? say(known) : undefined
      if (said && said !== known) element.setAttribute(name, said)
    }
  }
  const speakText = (text: Text) => {
    if (text.parentElement && spared(text.parentElement)) return
    const said = say(text.data.trim())
    if (said && said !== text.data.trim()) text.data = text.data.replace(text.data.trim(), () => said)
  }
  const look = (node: Node) => {
    if (node instanceof Text) return speakText(node)
    if (!(node instanceof Element)) return
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let inside: Node | null = walker.currentNode; inside; inside = walker.nextNode())
      if (inside instanceof Text) speakText(inside)
      else if (inside instanceof Element) speak(inside)
  }
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes' && target instanceof Element) speak(target)
      else if (target instanceof Text) speakText(target)
      for (const node of addedNodes) look(node)
    }
  })
  look(root)
  const what = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: [...SPOKEN] }
  observer.observe(root, what)
  return () => observer.disconnect()
}
