import '@bpmn-io/form-js/dist/assets/form-js.css'
import '@bpmn-io/form-js/dist/assets/form-js-editor.css'
import '@bpmn-io/form-js/dist/assets/properties-panel.css'
import '../../form/form.css'
import './editor.css'
import { FormEditor } from '@bpmn-io/form-js'
import { isKnown } from '#shared/rules/form/fields'
import { translateDom } from '../../../ui/translateDom'
import { currentLanguage } from '../../../ui/words'
import { editorRussian } from './editorRussian'

/** What people have written into the form is theirs, and nobody translates it. */
const WRITTEN = '.fjs-form-field-label, .fjs-form-field-text, .cm-content'

/** The builder in a container; answers how it is taken away. Throws when the text is no form. */
export async function openFormEditor(container: HTMLElement, text: string, onChange: (text: string) => void) {
  const editor = new FormEditor({ container })
  const stop = currentLanguage() === 'ru' ? translateDom(container, editorRussian, WRITTEN) : () => undefined
  const hidden = hideUnknown(container)
  nameNewFields(editor)
  const destroy = () => {
    stop()
    hidden()
    editor.destroy()
  }
  try {
    await editor.importSchema(JSON.parse(text))
  } catch (error) {
    destroy()
    throw error
  }
  let known = JSON.stringify(editor.saveSchema())
  editor.on('changed', () => {
    const now = JSON.stringify(editor.saveSchema())
    if (now === known) return
    known = now
    onChange(now)
  })
  return destroy
}

/** A field that is put in bears its kind as a label: in the analyst's language, for it may stay. */
function nameNewFields(editor: FormEditor): void {
  editor.get('eventBus').on('commandStack.formField.add.preExecute', ({ context: { formField } }) => {
    if (currentLanguage() !== 'ru') return
    for (const name of ['label', 'dateLabel', 'timeLabel', 'text']) {
      const text = formField[name]
      const said = typeof text === 'string' ? editorRussian(text) : undefined
      if (said) formField[name] = said
    }
  })
}

/** Components that a step cannot be done with are not offered: a drawing with them would be refused. */
function hideUnknown(container: HTMLElement): () => void {
  const look = () => {
    for (const entry of container.querySelectorAll<HTMLElement>('.fjs-palette-field'))
      entry.hidden = !isKnown(entry.dataset.fieldType ?? '')
    for (const group of container.querySelectorAll<HTMLElement>('.fjs-palette-group'))
      group.hidden = !group.querySelector('.fjs-palette-field:not([hidden])')
  }
  const observer = new MutationObserver(look)
  look()
  observer.observe(container, { childList: true, subtree: true })
  return () => observer.disconnect()
}
