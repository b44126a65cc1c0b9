import { Button, FileButton, Menu } from '@mantine/core'
import {
  IconChevronDown,
  IconFileDownload,
  IconFileUpload,
  IconPhoto,
  IconPrinter,
  IconTrash,
  IconVector,
} from '@tabler/icons-react'
import { useRef } from 'react'
import { useAction } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import type { Files } from './useFiles'
import { processWords } from './words'

type Props = { files: Files; isOff: boolean; onDiscard: (() => void) | null }

/** In and out of the room: files, pictures, paper; and giving the draft up. */
export function FileMenu({ files, isOff, onDiscard }: Props) {
  const t = useWords(processWords)
  const reset = useRef<() => void>(null)
  const choose = useRef<() => void>(() => undefined)
  const take = (file: File | null) => {
    if (file) files.load(file)
    // the same file may be chosen again after it was mended
    reset.current?.()
  }
  useAction(t.importFile, () => choose.current(), { isEnabled: !isOff })
  useAction(t.exportBpmn, files.bpmn)
  useAction(t.exportSvg, files.svg)
  useAction(t.exportPng, files.png)
  useAction(t.print, files.print)
  return (
    <FileButton accept=".bpmn,.xml,application/xml,text/xml" resetRef={reset} onChange={take}>
      {({ onClick }) => {
        choose.current = onClick
        return (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                loading={files.isBusy}
                rightSection={<IconChevronDown size={14} aria-hidden />}
              >
                {t.file}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconFileUpload size={16} />} disabled={isOff} onClick={onClick}>
                {t.importFile}
              </Menu.Item>
              <Menu.Item leftSection={<IconFileDownload size={16} />} onClick={files.bpmn}>
                {t.exportBpmn}
              </Menu.Item>
              <Menu.Item leftSection={<IconVector size={16} />} onClick={files.svg}>
                {t.exportSvg}
              </Menu.Item>
              <Menu.Item leftSection={<IconPhoto size={16} />} onClick={files.png}>
                {t.exportPng}
              </Menu.Item>
              <Menu.Item leftSection={<IconPrinter size={16} />} onClick={files.print}>
                {t.print}
              </Menu.Item>
              {onDiscard && (
                <>
                  <Menu.Divider />
                  <Menu.Item color="bad" leftSection={<IconTrash size={16} />} onClick={onDiscard}>
                    {t.discard}
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        )
      }}
    </FileButton>
  )
}
