package dev.demarc.formats.indicators;

import java.util.Locale;

/** What words near a thing say of it; {@code role-cues.txt} tells of each kind. */
enum Cue {
  NEAR,
  FROM,
  INTO,
  COPIED,
  BEFORE,
  YOURS,
  BELONGS,
  BOUGHT,
  AFTER,
  ACCUSE,
  TO,
  TARGET,
  OURS,
  OUR,
  HIT,
  BRAND,
  GENUINE,
  BYSTANDER,
  REVERSED,
  CLEARED,
  CLEARS,
  HARMLESS,
  CUSTOMER,
  SENDER,
  OWN,
  TOOL,
  THING,
  PLACE,
  LINK;

  static Cue of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
