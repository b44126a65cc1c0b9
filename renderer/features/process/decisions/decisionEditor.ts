import 'dmn-js/dist/assets/diagram-js.css'
import 'dmn-js/dist/assets/dmn-js-shared.css'
import 'dmn-js/dist/assets/dmn-js-drd.css'
import 'dmn-js/dist/assets/dmn-js-decision-table.css'
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css'
import 'dmn-js/dist/assets/dmn-js-literal-expression.css'
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css'
import './decision.css'
import Modeler from 'dmn-js/lib/Modeler'
import { translateDom } from '../../../ui/translateDom'
import { currentLanguage } from '../../../ui/words'
import { dmnRussian } from './dmnRussian'
import { translateDmn } from './translateDmn'

export type DecisionEditor = {
  /** Ids of the rules, from the first. */
  rules(): string[]
  /** Shows which rules have fitted. */
  mark(rules: readonly string[]): void
  destroy(): void
}

/** A decision in a container, to be changed. Throws when the text is no decision. */
export async function openDecisionEditor(
  container: HTMLElement,
  text: string,
  onChange: (text: string) => void,
): Promise<DecisionEditor> {
  const translate = { translate: ['value', translateDmn] }
  const modeler = new Modeler({ container, common: { additionalModules: [translate] } })
  // some words of the program do not go through its own translation
  const stop =
    currentLanguage() === 'ru'
      ? translateDom(container, (said) => dmnRussian[said], '[contenteditable], .cm-content')
      : () => undefined
  const bare = quietHeaders(container)
  const destroy = () => {
    stop()
    bare()
    modeler.destroy()
  }
  try {
    await modeler.importXML(text)
    const view = modeler.getViews().find(({ type }) => type === 'decisionTable' || type === 'literalExpression')
    if (!view) throw new Error('there is neither a table nor an expression')
    await modeler.open(view)
  } catch (error) {
    destroy()
    throw error
  }
  const save = async () => onChange((await modeler.saveXML({ format: true })).xml)
  modeler.getActiveViewer().on('commandStack.changed', () => void save())
  const rules = () => [
    ...new Set(
      [...container.querySelectorAll<HTMLElement>('tbody [data-row-id]')].map(({ dataset }) => dataset.rowId ?? ''),
    ),
  ]
  return {
    rules,
    mark(hits) {
      for (const cell of container.querySelectorAll<HTMLElement>('[data-row-id]'))
        cell.toggleAttribute('data-hit', hits.includes(cell.dataset.rowId ?? ''))
    },
    destroy,
  }
}

/** The column of rule numbers has a header cell without a word, which would be announced as a header. */
function quietHeaders(container: HTMLElement): () => void {
  const look = () => {
    for (const cell of container.querySelectorAll('th.index-column:not([role])'))
      cell.setAttribute('role', 'presentation')
  }
  const observer = new MutationObserver(look)
  observer.observe(container, { childList: true, subtree: true })
  return () => observer.disconnect()
}
