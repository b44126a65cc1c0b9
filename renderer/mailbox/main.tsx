import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProvider } from '../api/ApiProvider'
import { Providers } from '../ui/Providers'
import { Mailbox } from './Mailbox'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <ApiProvider>
      <Providers>
        <Mailbox />
      </Providers>
    </ApiProvider>
  </StrictMode>,
)
