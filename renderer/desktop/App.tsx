import { useSession } from '../api/session'
import { SignIn } from '../features/session/SignIn'

export function App() {
  const status = useSession((s) => s.status)
  return status === 'signedOut' ? <SignIn /> : null
}
