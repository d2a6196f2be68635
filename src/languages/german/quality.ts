import type { Numbers } from '../numbers.ts';
import type { Words } from '../words.ts';

export const germanQuality = ({ number }: Numbers): Words['quality'] => ({
  'too-small': ({ eyeDistance }) => ({
    title: 'Zu klein',
    text: `Die Augen liegen nur ${number(Math.round(eyeDistance))} Pixel auseinander. Das ist zu wenig für eine ehrliche Kurve.`,
    remedy: 'Kommen Sie näher, oder nehmen Sie ein größeres Bild.',
  }),
  'too-dark': () => ({
    title: 'Zu dunkel',
    text: 'Auf dieses Gesicht fällt zu wenig Licht für eine ehrliche Kurve.',
    remedy: 'Machen Sie Licht, oder schauen Sie zu einem Fenster.',
  }),
  'too-blurred': () => ({
    title: 'Zu unscharf',
    text: 'Dieses Gesicht ist zu unscharf für eine ehrliche Kurve.',
    remedy: 'Halten Sie still, putzen Sie die Linse, oder nehmen Sie ein schärferes Bild.',
  }),
  'turned-away': () => ({
    title: 'Zur Kamera schauen',
    text: 'Von diesem Gesicht ist zu wenig zu sehen für eine ehrliche Kurve.',
    remedy: 'Nehmen Sie ein Bild, auf dem das Gesicht in die Kamera schaut.',
  }),
});
