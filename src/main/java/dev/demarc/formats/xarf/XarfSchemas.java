package dev.demarc.formats.xarf;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.demarc.formats.JsonTree;
import dev.demarc.formats.MalformedReport.FieldError;
import dev.demarc.formats.indicators.Observable;
import dev.demarc.formats.text.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The published schemas of XARF, from this application's own resources and never from the network:
 * v4 and the v3 of xarf.org, and v1 to v3 as Abusix published them.
 */
final class XarfSchemas {

  private static final int MOST_VALUES = 20_000;
  private static final int MOST_ERRORS = 50;
  private static final int LONGEST_MESSAGE = 300;

  /** Outcomes of combining rules; the rules inside them say what is wrong. */
  private static final Set<String> COMBINING =
      Set.of("anyOf", "oneOf", "allOf", "if", "not", "contains");

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .formatAssertionsEnabled(true)
          .pathType(PathType.JSON_PATH)
          .locale(java.util.Locale.ENGLISH)
          .build();

  private static final JsonSchemaFactory V4 =
      factory(SpecVersion.VersionFlag.V202012, "https://xarf.org/schemas/", "classpath:xarf/");
  private static final JsonSchemaFactory ABUSIX =
      factory(
          SpecVersion.VersionFlag.V7,
          "https://raw.githubusercontent.com/xarf/schema-discussion/master/schemas/",
          "classpath:xarf/abusix/");

  private static final Map<String, JsonSchema> LOADED = new ConcurrentHashMap<>();

  private XarfSchemas() {}

  private static JsonSchemaFactory factory(
      SpecVersion.VersionFlag version, String published, String here) {
    return JsonSchemaFactory.getInstance(
        version,
        builder ->
            builder
                .metaSchema(withoutUnknownKeywords(version))
                .schemaMappers(mappers -> mappers.mapPrefix(published, here))
                .schemaLoaders(loaders -> loaders.add((location) -> refuseRemote(location))));
  }

  /** The schemas carry notes of their own, such as {@code x-recommended}, that forbid nothing. */
  private static JsonMetaSchema withoutUnknownKeywords(SpecVersion.VersionFlag version) {
    var known =
        version == SpecVersion.VersionFlag.V7
            ? JsonMetaSchema.getV7()
            : JsonMetaSchema.getV202012();
    return JsonMetaSchema.builder(known)
        .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
        .build();
  }

  private static com.networknt.schema.resource.@Nullable InputStreamSource refuseRemote(
      Object location) {
    if (location.toString().startsWith("http")) {
      throw new IllegalStateException("a schema refers to " + location + ", which is not here");
    }
    return null;
  }

  /** v4: the core's and the type's rules. The type must be spelled as the schema spells it. */
  static List<FieldError> v4(JsonNode report) {
    return errors(V4, "https://xarf.org/schemas/v4/xarf-v4-master.json", report);
  }

  static List<FieldError> v4Core(JsonNode report) {
    return errors(V4, "https://xarf.org/schemas/v4/xarf-core.json", report);
  }

  static List<FieldError> v3Legacy(JsonNode report) {
    return errors(V4, "https://xarf.org/schemas/v3/xarf-v3-legacy.json", report);
  }

  /**
   * v1 to v3 as Abusix published them.
   *
   * @param dialect 1, 2, 3, alpha or development
   * @param type the schema's file name without its ending
   */
  static List<FieldError> abusix(String dialect, String type, JsonNode report) {
    return errors(
        ABUSIX,
        "https://raw.githubusercontent.com/xarf/schema-discussion/master/schemas/"
            + dialect
            + "/"
            + type
            + ".schema.json",
        report);
  }

  static boolean hasAbusix(String dialect, String type) {
    return XarfSchemas.class.getResource("/xarf/abusix/" + dialect + "/" + type + ".schema.json")
        != null;
  }

  private static List<FieldError> errors(JsonSchemaFactory factory, String schema, JsonNode node) {
    if (JsonTree.hasMoreThan(node, MOST_VALUES)) {
      return List.of(
          new FieldError("", "has more than " + MOST_VALUES + " values, which no report needs"));
    }
    var loaded =
        LOADED.computeIfAbsent(schema, s -> factory.getSchema(SchemaLocation.of(s), CONFIG));
    var errors = new ArrayList<FieldError>();
    loaded.validate(node).stream()
        .filter(m -> !COMBINING.contains(m.getType()) && !isEmailAfterAll(m))
        .map(XarfSchemas::error)
        .distinct()
        .sorted(Comparator.comparing(FieldError::field))
        .limit(MOST_ERRORS)
        .forEach(errors::add);
    return errors;
  }

  /** The library's own check knows no reserved domains such as {@code .example} (RFC 2606). */
  private static boolean isEmailAfterAll(ValidationMessage message) {
    var node = message.getInstanceNode();
    return message.getType().equals("format")
        && message.getMessage().contains("email")
        && node != null
        && node.isTextual()
        && !node.textValue().contains("<")
        && Observable.email(node.textValue()) != null;
  }

  private static FieldError error(ValidationMessage message) {
    var field = message.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
    var property = message.getProperty();
    if (property != null
        && Set.of("required", "additionalProperties").contains(message.getType())) {
      field = field.isEmpty() ? property : field + "." + property;
      var rule =
          message.getType().equals("required") ? "is required" : "is not a field of XARF here";
      return new FieldError(field, rule);
    }
    var said = message.getMessage();
    int colon = said.indexOf(": ");
    return new FieldError(
        field, Text.oneLine(colon < 0 ? said : said.substring(colon + 2), LONGEST_MESSAGE));
  }
}
