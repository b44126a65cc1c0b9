import '@fontsource-variable/golos-text'
import './mantineStyles'
import '@mantine/notifications/styles.css'
import './tokens.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { type ReactNode, useEffect } from 'react'
import { ErrorBoundary } from './ErrorBoundary'
import { resolveVariables, theme } from './theme'
import { useLanguage } from './words'

const colorSchemes = localStorageColorSchemeManager({ key: 'okno.theme' })

/** Theme, notifications and language: what every page of the product stands in. */
export function Providers({ children }: { children: ReactNode }) {
  const [language] = useLanguage()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <Notifications position="bottom-left" limit={4} />
      <ErrorBoundary>{children}</ErrorBoundary>
    </MantineProvider>
  )
}
