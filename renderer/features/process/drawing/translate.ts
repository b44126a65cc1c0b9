import { currentLanguage } from '../../../ui/words'
import { russian } from './russian'

/** The modeler's own words: English is theirs, Russian ours. `{name}` is filled from the replacements. */
export function translate(template: string, replacements: Readonly<Record<string, string>> = {}): string {
  const text = currentLanguage() === 'ru' ? (russian[template] ?? template) : template
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => replacements[name] ?? whole)
}

export const translateModule = { translate: ['value', translate] }
