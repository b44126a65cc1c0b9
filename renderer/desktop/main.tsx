import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProvider } from '../api/ApiProvider'
import { Providers } from '../ui/Providers'
import { App } from './App'
import { reloadWhenReplaced } from './reloadWhenReplaced'
import { start } from './start'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
reloadWhenReplaced()
void start()
createRoot(root).render(
  <StrictMode>
    <ApiProvider>
      <Providers>
        <App />
      </Providers>
    </ApiProvider>
  </StrictMode>,
)
