import type { ConnectionDocument } from '#shared/contract/connection'
import { useLanguage } from '../../ui/words'

/** The name of a document in the language of the screen. */
export function useDocumentName(): (document: Pick<ConnectionDocument, 'nameRu' | 'nameEn'>) => string {
  const [language] = useLanguage()
  return ({ nameRu, nameEn }) => (language === 'en' ? nameEn : nameRu)
}
