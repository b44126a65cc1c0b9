import { Alert, Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconKeyboard } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { Refusal } from '#shared/contract/contract'
import { refusalText } from '../../api/refusalText'
import { signIn, useSession } from '../../api/session'
import { formatDuration } from '../../ui/format'
import { useNow } from '../../ui/useNow'
import { useLanguage, useWords } from '../../ui/words'
import classes from './SignIn.module.css'
import { sessionWords } from './words'

type Props = {
  /** The person begins to type: what comes behind the door can be made ready. */
  onBegin: () => void
}

export function SignIn({ onBegin }: Props) {
  const t = useWords(sessionWords)
  const [language, setLanguage] = useLanguage()
  const ended = useSession((s) => s.ended)
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <h1 className={classes.product}>{t.product}</h1>
        <p className={classes.tagline}>{t.tagline}</p>
        {ended && (
          <Alert color="warn" variant="light" mb="md" icon={<IconAlertTriangle size={18} />}>
            {t.ended}
          </Alert>
        )}
        <SignInForm onBegin={onBegin} />
        <SegmentedControl
          className={classes.language}
          size="xs"
          aria-label={t.language}
          value={language}
          onChange={(value) => setLanguage(value === 'en' ? 'en' : 'ru')}
          data={[
            { value: 'ru', label: t.russian },
            { value: 'en', label: t.english },
          ]}
        />
      </div>
    </main>
  )
}

type Problem = { login?: string; password?: string; general?: unknown }

function SignInForm({ onBegin }: Props) {
  const t = useWords(sessionWords)
  const [problem, setProblem] = useState<Problem>({})
  const [isBusy, setBusy] = useState(false)
  const [hasCapsLock, setCapsLock] = useState(false)
  const passwordRef = useRef<HTMLInputElement>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const login = String(form.get('login') ?? '').trim()
    const password = String(form.get('password') ?? '')
    if (!login) return setProblem({ login: t.loginMissing })
    if (!password) {
      setProblem({ password: t.passwordMissing })
      return passwordRef.current?.focus()
    }
    setBusy(true)
    setProblem({})
    try {
      await signIn({ login, password })
    } catch (general) {
      setBusy(false)
      setProblem({ general })
      passwordRef.current?.select()
    }
  }
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))

  return (
    <form onSubmit={submit} onInput={onBegin} noValidate className={classes.form}>
      <TextInput
        name="login"
        label={t.login}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        data-autofocus
        autoFocus
        error={problem.login}
      />
      <PasswordInput
        ref={passwordRef}
        name="password"
        label={t.password}
        autoComplete="current-password"
        error={problem.password}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        onBlur={() => setCapsLock(false)}
        visibilityToggleButtonProps={{ 'aria-label': t.showPassword, tabIndex: 0 }}
      />
      <div aria-live="polite">
        {hasCapsLock && (
          <p className={classes.hint}>
            <IconKeyboard size={16} aria-hidden /> {t.capsLock}
          </p>
        )}
      </div>
      {problem.general !== undefined && <Problem error={problem.general} />}
      <Button type="submit" fullWidth loading={isBusy} className={classes.submit}>
        {t.enter}
      </Button>
    </form>
  )
}

/** A locked sign-in says how long it stays locked, counting down. */
function Problem({ error }: { error: unknown }) {
  const t = useWords(sessionWords)
  const [failedAt] = useState(Date.now)
  const now = useNow(1000).getTime()
  const until = error instanceof Refusal ? lockedUntil(error, failedAt) : null
  const text =
    until === null
      ? refusalText(error, t.refusals)
      : t.refusals.lockedOut({ left: formatDuration((until - now) / 1000) })
  return (
    <Alert color="bad" variant="light" role="alert" icon={<IconAlertTriangle size={18} />}>
      {text}
    </Alert>
  )
}

function lockedUntil({ code, detail }: Refusal, failedAt: number): number | null {
  if (code !== 'lockedOut') return null
  if (typeof detail.until === 'string') return new Date(detail.until).getTime()
  return typeof detail.leftSeconds === 'number' ? failedAt + detail.leftSeconds * 1000 : null
}
