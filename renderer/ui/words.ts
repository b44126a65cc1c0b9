import i18next from 'i18next'
import { useMemo, useSyncExternalStore } from 'react'
import { readKept, writeKept } from './keep'

export type Language = 'ru' | 'en'
type RuPlural = { one: string; few: string; many: string; other: string }
type EnPlural = { one: string; other: string }
type RuWords = { readonly [key: string]: string | RuPlural | RuWords }

/** The English side has the same keys; a plural has only the forms English knows. */
type EnglishOf<R> = R extends string
  ? string
  : R extends RuPlural
    ? EnPlural
    : { readonly [K in keyof R]: EnglishOf<R[K]> }

type Params<S extends string> = S extends `${string}{{${infer P}}}${infer Rest}` ? P | Params<Rest> : never
type Filled = string | number
/** What a component sees: a string, a function of its parameters, or a function of a count. */
export type Spoken<R> = R extends string
  ? [Params<R>] extends [never]
    ? string
    : (params: Record<Params<R>, Filled>) => string
  : R extends RuPlural
    ? (count: number, params?: Record<string, Filled>) => string
    : { readonly [K in keyof R]: Spoken<R[K]> }

type Tree = { readonly [key: string]: string | Tree }
export type Words<R> = { namespace: string; ru: R; en: EnglishOf<R>; spoken: Map<string, Spoken<R>> }

const LANGUAGE_KEY = 'okno.language'

void i18next.init({
  lng: readKept(LANGUAGE_KEY) === 'en' ? 'en' : 'ru',
  fallbackLng: false,
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  resources: {},
  interpolation: { escapeValue: false },
})

/** Both languages of one feature. Types refuse a key that only one of them has. */
export function defineWords<const R extends RuWords>(namespace: string, words: { ru: R; en: EnglishOf<R> }): Words<R> {
  i18next.addResourceBundle('ru', namespace, flatten(words.ru), true, true)
  i18next.addResourceBundle('en', namespace, flatten(words.en), true, true)
  return { namespace, ...words, spoken: new Map() }
}

// One listener a component and no context: a list of hundreds of rows speaks without being slow.
function hearLanguage(heard: () => void) {
  i18next.on('languageChanged', heard)
  return () => i18next.off('languageChanged', heard)
}

/** The words of a feature in the current language; the component follows when the language changes. */
export function useWords<R>(words: Words<R>): Spoken<R> {
  const language = useSyncExternalStore(hearLanguage, currentLanguage)
  return useMemo(() => speak(words, language), [words, language])
}

/** The same outside of React, in the language of this moment. */
export const wordsNow = <R>(words: Words<R>): Spoken<R> => speak(words, i18next.language)

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'ru')

export function useLanguage(): [Language, (language: Language) => void] {
  return [useSyncExternalStore(hearLanguage, currentLanguage), setLanguage]
}

export function setLanguage(language: Language) {
  writeKept(LANGUAGE_KEY, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

function speak<R>(words: Words<R>, language: string): Spoken<R> {
  const known = words.spoken.get(language)
  if (known) return known
  const fresh = build(words.ru, words.namespace, language, '')
  words.spoken.set(language, fresh)
  return fresh
}

const isPlural = (value: object) => 'one' in value && 'other' in value
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

function build<R>(tree: R, ns: string, lng: string, prefix: string): Spoken<R> {
  if (!isTree(tree)) throw new Error(`words ${ns}: not a table`)
  const t = (key: string, params?: object) => i18next.t(key, { ns, lng, ...params })
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => {
      const key = prefix + name
      if (typeof value === 'string')
        return [name, value.includes('{{') ? (params: Record<string, Filled>) => t(key, params) : t(key)]
      if (isPlural(value))
        return [name, (count: number, params?: Record<string, Filled>) => t(key, { ...params, count })]
      return [name, build(value, ns, lng, `${key}.`)]
    }),
  )
}

function flatten(tree: unknown, prefix = ''): Record<string, string> {
  if (!isTree(tree)) return {}
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix + name
    if (typeof value === 'string') flat[key] = value
    else if (isPlural(value)) for (const [form, text] of Object.entries(value)) flat[`${key}_${form}`] = String(text)
    else Object.assign(flat, flatten(value, `${key}.`))
  }
  return flat
}
