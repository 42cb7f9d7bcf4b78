import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "#client/App.tsx";
import { prefetchFirstScreen, queryClient } from "#client/queries.ts";
import { currentView } from "#client/state/navigation.ts";
import { loadMessages, TextProvider } from "#client/text.tsx";
import "#client/fonts.css";
import "#client/base.css";
import "#client/layout.css";
import "#client/components.css";
import "#client/site-list.css";
import "#client/pages.css";
import "#client/checks.css";
import "#client/illustrative.css";
import "#client/lists.css";
import "#client/time.css";
import "#client/transient.css";
import "#client/media.css";

prefetchFirstScreen();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

void loadMessages(currentView().language).then((initial) => {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <TextProvider initial={initial}>
          <App />
        </TextProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
});
