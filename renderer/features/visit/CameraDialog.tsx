import { Button, Modal } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { formatTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './Visit.module.css'
import { visitWords } from './words'

type Props = { isOpen: boolean; onClose: () => void; onShot: (file: File) => void }

export function CameraDialog({ isOpen, onClose, onShot }: Props) {
  const t = useWords(visitWords)
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.camera} size={720} closeButtonProps={{ 'aria-label': t.close }}>
      {isOpen && (
        <Camera
          onShot={(file) => {
            onShot(file)
            onClose()
          }}
        />
      )}
    </Modal>
  )
}

function Camera({ onShot }: Pick<Props, 'onShot'>) {
  const t = useWords(visitWords)
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<'opening' | 'on' | 'none'>('opening')
  useEffect(() => {
    let stream: MediaStream | undefined
    let isGone = false
    const open = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1920 } },
      })
      if (isGone || !video.current) return stopAll(stream)
      video.current.srcObject = stream
      await video.current.play()
      setState('on')
    }
    open().catch(() => !isGone && setState('none'))
    return () => {
      isGone = true
      if (stream) stopAll(stream)
    }
  }, [])
  const shoot = async () => {
    if (!video.current) return
    const picture = await pictureOf(video.current)
    const time = formatTime(new Date().toISOString()).replace(':', '-')
    if (picture) onShot(new File([picture], t.photoName({ time }), { type: 'image/jpeg' }))
  }
  if (state === 'none') return <p role="alert">{t.noCamera}</p>
  return (
    <div className={classes.camera}>
      <video ref={video} muted playsInline />
      <Button disabled={state !== 'on'} onClick={() => void shoot()} data-autofocus>
        {t.shoot}
      </Button>
    </div>
  )
}

const stopAll = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop()
}

function pictureOf(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
}
