import { Menu, SegmentedControl, Slider, Switch, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconDevices, IconKeyboard, IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import { Refusal } from '#shared/contract/contract'
import { signOut, useMe } from '../../api/session'
import { useAction } from '../../ui/hotkeys'
import { setLoudness, useLoudness } from '../../ui/sounds'
import { useLanguage, useWords } from '../../ui/words'
import { LosingQueued } from './LosingQueued'
import { SessionsDialog } from './SessionsDialog'
import classes from './UserMenu.module.css'
import { sessionWords } from './words'

/** Who I am here, and how the window looks and sounds to me. */
export function UserMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const t = useWords(sessionWords)
  const me = useMe()
  const [hasSessions, setSessions] = useState(false)
  const [isLosing, setLosing] = useState(false)
  const leave = () =>
    void signOut().catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'commandsWait') setLosing(true)
      else throw error
    })
  useAction(t.sessions, () => setSessions(true))
  useAction(t.signOut, leave)
  return (
    <>
      <Menu position="bottom-end" width={270} closeOnItemClick returnFocus>
        <Menu.Target>
          <UnstyledButton className={classes.avatar} aria-label={`${t.menu}: ${me.name}`}>
            {initialsOf(me.name)}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes.me}>
            <b>{me.name}</b>
            <small>
              {me.roles.map((role) => t.roles[role]).join(', ')} · {me.officeName ?? me.branchName ?? t.wholeCompany}
            </small>
          </div>
          <Menu.Divider />
          <Settings />
          <Menu.Divider />
          <Menu.Item leftSection={<IconKeyboard size={17} />} rightSection="?" onClick={onShowKeys}>
            {t.keys}
          </Menu.Item>
          <Menu.Item leftSection={<IconDevices size={17} />} onClick={() => setSessions(true)}>
            {t.sessions}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={17} />} onClick={leave}>
            {t.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SessionsDialog isOpen={hasSessions} onClose={() => setSessions(false)} />
      <LosingQueued isOpen={isLosing} onStay={() => setLosing(false)} />
    </>
  )
}

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
