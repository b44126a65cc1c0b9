import { defineWords } from '../../ui/words'

export const publicWords = defineWords('public', {
  ru: {
    company: 'Сетевая компания',
    otherLanguage: 'English',
    languageHint: 'Switch to English',
    dark: 'Тёмная тема',
    light: 'Светлая тема',
    skip: 'Перейти к содержанию',
  },
  en: {
    company: 'Grid Company',
    otherLanguage: 'Русский',
    languageHint: 'Перейти на русский',
    dark: 'Dark theme',
    light: 'Light theme',
    skip: 'Skip to content',
  },
})
