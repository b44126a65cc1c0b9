import { currentLanguage } from '../../../ui/words'
import { dmnRussian } from './dmnRussian'

/** The decision program's own words: English is theirs, Russian ours. */
export function translateDmn(template: string, replacements: Readonly<Record<string, string>> = {}): string {
  const text = currentLanguage() === 'ru' ? (dmnRussian[template] ?? template) : template
  return text.replace(/\{ ?(\w+) ?\}/g, (whole, name: string) => replacements[name] ?? whole)
}
