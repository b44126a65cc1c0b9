import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Portal } from './Portal'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
)
