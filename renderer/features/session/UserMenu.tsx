import {
  Popover,
  SegmentedControl,
  Slider,
  Switch,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core'
import { IconCalendarUser, IconDevices, IconKeyboard, IconLogout } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Refusal } from '#shared/contract/contract'
import { signOut, useMe } from '../../api/session'
import { useAction } from '../../ui/hotkeys'
import { setLoudness, useLoudness } from '../../ui/sounds'
import { useLanguage, useWords } from '../../ui/words'
import { showAbsences } from '../absence/AbsenceDialog'
import { useIsWorker } from '../absence/absenceCache'
import { absenceWords } from '../absence/words'
import { LosingQueued } from './LosingQueued'
import { SessionsDialog } from './SessionsDialog'
import classes from './UserMenu.module.css'
import { sessionWords } from './words'

/** Who I am here, and how the window looks and sounds to me. */
export function UserMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const t = useWords(sessionWords)
  const absences = useWords(absenceWords)
  const isWorker = useIsWorker()
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const [hasSessions, setSessions] = useState(false)
  const [isLosing, setLosing] = useState(false)
  const leave = () =>
    void signOut().catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'commandsWait') setLosing(true)
      else throw error
    })
  const choose = (run: () => void) => {
    setOpen(false)
    run()
  }
  useAction(t.sessions, () => setSessions(true))
  useAction(t.signOut, leave)
  return (
    <>
      <Popover
        opened={isOpen}
        onChange={setOpen}
        position="bottom-end"
        width={280}
        trapFocus
        returnFocus
        withinPortal={false}
        transitionProps={{ duration: 80 }}
      >
        <Popover.Target>
          <UnstyledButton className={classes.avatar} onClick={() => setOpen(!isOpen)}>
            <span aria-hidden>{initialsOf(me.name)}</span>
            <VisuallyHidden>{`${t.menu}: ${me.name}`}</VisuallyHidden>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={0} aria-label={t.menu}>
          <div className={classes.me}>
            <b>{me.name}</b>
            <small>
              {me.roles.map((role) => t.roles[role]).join(', ')} · {me.officeName ?? me.branchName ?? t.wholeCompany}
            </small>
          </div>
          <Settings />
          <div className={classes.actions}>
            <Choice icon={<IconKeyboard size={17} />} label={t.keys} aside="?" onClick={() => choose(onShowKeys)} />
            {isWorker && (
              <Choice
                icon={<IconCalendarUser size={17} />}
                label={absences.menu}
                onClick={() => choose(showAbsences)}
              />
            )}
            <Choice
              icon={<IconDevices size={17} />}
              label={t.sessions}
              onClick={() => choose(() => setSessions(true))}
            />
            <Choice icon={<IconLogout size={17} />} label={t.signOut} onClick={() => choose(leave)} />
          </div>
        </Popover.Dropdown>
      </Popover>
      <SessionsDialog isOpen={hasSessions} onClose={() => setSessions(false)} />
      <LosingQueued
        isOpen={isLosing}
        onStay={() => setLosing(false)}
        onLose={() => void signOut({ dropsQueued: true })}
      />
    </>
  )
}

type ChoiceProps = { icon: ReactNode; label: string; aside?: string; onClick: () => void }
const Choice = ({ icon, label, aside, onClick }: ChoiceProps) => (
  <UnstyledButton className={classes.choice} onClick={onClick}>
    {icon}
    {label}
    {aside && <span aria-hidden>{aside}</span>}
  </UnstyledButton>
)

function Settings() {
  const t = useWords(sessionWords)
  const [language, setLanguage] = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { volume, isMuted } = useLoudness()
  return (
    <div className={classes.settings}>
      <span id="language-label">{t.language}</span>
      <SegmentedControl
        size="xs"
        aria-labelledby="language-label"
        value={language}
        onChange={(value) => setLanguage(value === 'en' ? 'en' : 'ru')}
        data={[
          { value: 'ru', label: t.russian },
          { value: 'en', label: t.english },
        ]}
      />
      <span id="theme-label">{t.theme}</span>
      <SegmentedControl
        size="xs"
        aria-labelledby="theme-label"
        value={colorScheme}
        onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
        data={[
          { value: 'light', label: t.themes.light },
          { value: 'dark', label: t.themes.dark },
          { value: 'auto', label: t.themes.auto },
        ]}
      />
      <span className={classes.sounds}>
        {t.sounds}
        <Switch
          size="xs"
          label={t.mute}
          checked={isMuted}
          onChange={(event) => setLoudness({ isMuted: event.currentTarget.checked })}
        />
      </span>
      <Slider
        size="sm"
        thumbLabel={t.volume}
        min={0}
        max={1}
        step={0.05}
        label={null}
        disabled={isMuted}
        value={volume}
        onChange={(value) => setLoudness({ volume: value })}
      />
    </div>
  )
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part.charAt(0))
    .join('')
