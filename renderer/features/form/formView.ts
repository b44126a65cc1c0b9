import '@bpmn-io/form-js/dist/assets/form-js.css'
import './form.css'
import { type FieldInstance, Form } from '@bpmn-io/form-js'
import type { FormSchema, FormValues } from '#shared/contract/form'
import { checkValue } from '#shared/rules/form/checkValue'
import { fieldsOf } from '#shared/rules/form/fields'
import { translateDom } from '../../ui/translateDom'
import { currentLanguage } from '../../ui/words'
import { judge } from './judge'
import { valueProblemText } from './problemText'
import { viewerRussian } from './viewerRussian'

export type FormView = {
  /** Shows the form, with variables and what was typed before. */
  open(schema: FormSchema, data: FormValues): Promise<void>
  /** Judges every field; the values when all of them fit, null when some do not: the fields say why. */
  submit(): FormValues | null
  destroy(): void
}
type Heard = {
  onChange(values: FormValues): void
  /** A button of the form itself was pressed, and all fits. */
  onSubmit(values: FormValues): void
}

/** What the analyst has written is theirs, and nobody translates it. */
const WRITTEN = '.fjs-form-field-label, .fjs-form-field-text, .fjs-inline-label, .fjs-form-field-description'

/** A form in its place on the page. Its fields are judged by the same rules as on the server, in our words. */
export function makeFormView(container: HTMLElement, { onChange, onSubmit }: Heard): FormView {
  let schema: FormSchema = { type: 'default', components: [] }
  let data: FormValues = {}
  let isOpen = false
  const problemsOf = (instance: FieldInstance, value: unknown): string[] => {
    // a form not made by the builder may have no ids: the way to the value is always there
    const way = instance.valuePath?.join('.')
    const placed = fieldsOf(schema).find(({ field, path }) => (way ? path.join('.') === way : field.id === instance.id))
    const judging = { judge, context: data, today: today() }
    return placed ? checkValue(placed, value, judging).map(valueProblemText) : []
  }
  const validator = { validateFieldInstance: problemsOf, validateField: problemsOf }
  const form = new Form({ container, debounce: false, additionalModules: [{ validator: ['value', validator] }] })
  form.on('changed', (event) => {
    data = event.data
    if (isOpen) onChange(data)
  })
  const fits = ({ errors }: { errors: object }) => Object.keys(errors).length === 0
  let isAsked = false
  form.on('submit', (event) => {
    if (!isAsked && fits(event)) onSubmit(event.data)
  })
  const stop =
    currentLanguage() === 'ru' ? translateDom(container, (text) => viewerRussian[text], WRITTEN) : () => undefined
  return {
    async open(given, known) {
      schema = given
      data = known
      await form.importSchema(given, known)
      isOpen = true
    },
    submit() {
      isAsked = true
      const result = form.submit()
      isAsked = false
      if (fits(result)) return result.data
      container.querySelector<HTMLElement>('.fjs-has-errors :is(input, textarea, [tabindex])')?.focus()
      return null
    },
    destroy() {
      stop()
      form.destroy()
    },
  }
}

const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
