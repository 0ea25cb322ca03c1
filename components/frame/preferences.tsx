import { useTranslations } from "next-intl";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@/lib/preferences/languages";
import { THEMES, type Theme } from "@/lib/preferences/themes";
import { PreferenceForm } from "./preference-form";

interface Props {
  preferences: { language: Language; theme: Theme; from: string };
}

/** The forms for the language and the theme of this browser. */
export function Preferences({ preferences: { language, theme, from } }: Props) {
  const t = useTranslations("preferences");
  const languages = LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value], lang: value }));
  const themes = THEMES.map((value) => ({ value, text: t(`themes.${value}`) }));
  return (
    <div className="flex flex-col gap-1.5">
      <PreferenceForm
        name="language"
        label={t("language")}
        choices={languages}
        current={language}
        from={from}
      />
      <PreferenceForm name="theme" label={t("theme")} choices={themes} current={theme} from={from} />
    </div>
  );
}
