import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-arabic/wght.css';
import '@fontsource-variable/noto-sans-hebrew/wght.css';
import './desk.css';
import { startLanguages } from '#client/locales/i18n.ts';
import { directionOf } from '#client/locales/languages.ts';
import { DeskProviders } from './desk-providers.tsx';
import { deskRouter } from './routes.tsx';

const language = await startLanguages();
document.documentElement.lang = language;
document.documentElement.dir = directionOf(language);
const root = document.getElementById('desk');
if (root)
  createRoot(root).render(
    <DeskProviders>
      <RouterProvider router={deskRouter()} />
    </DeskProviders>,
  );
