package dev.demarc.console.playbooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.demarc.playbooks.Playbook;
import dev.demarc.shared.Problem;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A playbook as people write it: in YAML, of which JSON is a part. */
final class PlaybookText {

  static final int LONGEST = 200_000;

  private static final ObjectMapper YAML =
      new ObjectMapper(
              new YAMLFactory()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES))
          .setSerializationInclusion(JsonInclude.Include.NON_EMPTY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private PlaybookText() {}

  static String write(Playbook playbook) {
    try {
      return YAML.writeValueAsString(playbook);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a playbook cannot be written", e);
    }
  }

  /**
   * @param slug the one it has, whatever the text says
   * @throws Problem INVALID that says in which line the text cannot be read
   */
  static Playbook read(@Nullable String slug, String text) {
    if (text == null || text.isBlank()) {
      throw Problem.invalid("text", "write the playbook's name and its steps");
    }
    if (text.length() > LONGEST) {
      throw Problem.invalid("text", "must have at most 200,000 characters");
    }
    try {
      var read = YAML.readValue(text, Playbook.class);
      if (read == null) {
        throw Problem.invalid("text", "write the playbook's name and its steps");
      }
      return new Playbook(
          slug == null ? read.slug() : slug,
          read.name(),
          read.enabled(),
          read.position(),
          read.categories(),
          read.services(),
          read.sides(),
          read.words(),
          read.steps(),
          read.templates());
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Problem.invalid(
          "text",
          (at == null || at.getLineNr() < 1 ? "" : "line " + at.getLineNr() + ": ") + words(e));
    }
  }

  private static String words(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "there is no field "
          + cut(unknown.getPropertyName())
          + "; there are "
          + unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
    }
    if (e instanceof JsonMappingException mapping) {
      var field =
          mapping.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(name -> name != null)
              .reduce((outer, inner) -> inner)
              .orElse("this");
      return cut(field) + " is not of the kind that belongs there (a text, a number or a list)";
    }
    var message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    return cut(message.lines().findFirst().orElse("cannot be read"));
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
