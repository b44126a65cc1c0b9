import { currentLanguage } from '../../../ui/words'
import { simulationRussian } from './simulationRussian'

/** `Set animation speed = Slow`, `Focus process instance 3`: a known beginning and the rest. */
function inRussian(text: string): string | undefined {
  const whole = simulationRussian[text.trim()]
  if (whole) return whole
  const [, scope, how] = /^\s*(.+) (started|finished|canceled)\s*$/.exec(text) ?? []
  if (scope && how) return `${simulationRussian[scope] ?? scope}: ${simulationRussian[how]}`
  const begin = Object.keys(simulationRussian).find((known) => text.startsWith(`${known} `))
  return begin && `${simulationRussian[begin]}${text.slice(begin.length).replace(/ = .*/, '')}`
}

function speak(element: Element) {
  const title = element.getAttribute('title')
  const said = title && inRussian(title)
  if (said) element.setAttribute('title', said)
  for (const node of element.childNodes) {
    const text = node instanceof Text ? inRussian(node.data) : undefined
    if (text && node instanceof Text) node.data = text
  }
}

const OURS = '[class*="bts-"], [class*="bts-"] *'

/** Puts what the simulation writes on the canvas into Russian as it appears; answers how to stop. */
export function translateSimulation(container: HTMLElement): () => void {
  const look = (root: Element) => {
    if (currentLanguage() !== 'ru') return
    if (root.matches(OURS)) speak(root)
    for (const element of root.querySelectorAll(OURS)) speak(element)
  }
  const observer = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target instanceof Element && target.matches(OURS)) look(target)
      for (const node of addedNodes) if (node instanceof Element) look(node)
    }
  })
  look(container)
  observer.observe(container, { childList: true, subtree: true, attributes: true, attributeFilter: ['title'] })
  return () => observer.disconnect()
}
