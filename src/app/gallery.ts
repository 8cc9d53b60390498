import { mount } from 'svelte';
import '#app/theme/theme.css';
import { startLocale } from '#app/text/locale.svelte.ts';
import { startAppearance } from '#app/ui/appearance.svelte.ts';
import Gallery from '#app/ui/gallery/Gallery.svelte';

// Development only: reached through gallery.html under `npx vite`; the build starts from index.html and never sees it.
startLocale();
startAppearance();
mount(Gallery, { target: document.body, props: { showPanes: location.hash === '#panes' } });
