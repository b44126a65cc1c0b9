import '@fontsource-variable/golos-text'
import './mantineStyles'
import '@mantine/notifications/styles.css'
import './tokens.css'
import { localStorageColorSchemeManager, MantineProvider, Notification } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { type ReactNode, useEffect, useMemo } from 'react'
import { ErrorBoundary } from './ErrorBoundary'
import { resolveVariables, theme } from './theme'
import { uiWords } from './uiWords'
import { useLanguage, useWords } from './words'

const colorSchemes = localStorageColorSchemeManager({ key: 'okno.theme' })

/** A message's cross has no words of its own. */
const nameClosing = (close: string) => ({
  Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': close } } }),
})

/** Theme, notifications and language: what every page of the product stands in. */
export function Providers({ children }: { children: ReactNode }) {
  const [language] = useLanguage()
  const { close } = useWords(uiWords)
  const worded = useMemo(() => ({ ...theme, components: { ...theme.components, ...nameClosing(close) } }), [close])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <MantineProvider
      theme={worded}
      cssVariablesResolver={resolveVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <Notifications position="bottom-left" limit={4} />
      <ErrorBoundary>{children}</ErrorBoundary>
    </MantineProvider>
  )
}
