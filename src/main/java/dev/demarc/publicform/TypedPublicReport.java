package dev.demarc.publicform;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a stranger typed into the form.
 *
 * @param receipt whether the address is to be sent one
 */
public record TypedPublicReport(
    String kind,
    String about,
    String seen,
    String email,
    boolean receipt,
    boolean confirmed,
    boolean mayBeNamed) {

  /** What may be chosen under "What happens?". */
  public enum Kind {
    ATTACK("attack", "Attacks or scans from an address", null),
    SPAM("spam", "Spam or phishing", null),
    EXPOSED("exposed", "Data or a server open to everybody", "data-exposure"),
    COPYRIGHT("copyright", "Copyright", "copyright"),
    OTHER("other", "Something else", null);

    private final String slug;
    private final String title;
    private final @Nullable String category;

    Kind(String slug, String title, @Nullable String category) {
      this.slug = slug;
      this.title = title;
      this.category = category;
    }

    public String slug() {
      return slug;
    }

    public String title() {
      return title;
    }

    static Kind of(String slug) {
      return Arrays.stream(values()).filter(k -> k.slug.equals(slug)).findFirst().orElse(OTHER);
    }
  }

  static final TypedPublicReport EMPTY = new TypedPublicReport("", "", "", "", true, false, false);

  private static final int LONGEST_SHOWN = 200;

  /** As mails have it: what stands below is nothing that was seen, and decides nothing. */
  private static final String SIGNED = "\n\n-- \n";

  static TypedPublicReport of(UnaryOperator<String> form) {
    return new TypedPublicReport(
        field(form, "kind"),
        field(form, "about"),
        field(form, "seen"),
        field(form, "email"),
        form.apply("receipt") != null,
        form.apply("confirmed") != null,
        form.apply("named") != null);
  }

  private static String field(UnaryOperator<String> form, String name) {
    var value = form.apply(name);
    return value == null ? "" : value.strip();
  }

  /** Each line, as people write them: defanged or not. */
  List<String> things() {
    return Arrays.stream(about.split("\\s*[\\r\\n,]+\\s*"))
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** What it is about, in one line. */
  String subject() {
    var first = things().isEmpty() ? "" : things().get(0);
    return first.length() > LONGEST_SHOWN ? first.substring(0, LONGEST_SHOWN) + "…" : first;
  }

  /**
   * Demarc's own JSON form.
   *
   * @param number that the stranger was given
   */
  Map<String, Object> toForm(String number) {
    var chosen = Kind.of(kind);
    var json = new LinkedHashMap<String, Object>();
    json.put("title", chosen.title() + (subject().isEmpty() ? "" : ": " + subject()));
    json.put(
        "description",
        seen
            + SIGNED
            + "By the public form, number "
            + number
            + ".\n"
            + (mayBeNamed
                ? "The reporter may be named to others."
                : "Do not pass on who reported."));
    if (chosen.category != null) {
      json.put("category", chosen.category);
    }
    json.put("sources", things());
    json.put("externalId", number);
    if (!email.isEmpty()) {
      json.put("reporter", Map.of("email", email));
    }
    return json;
  }
}
