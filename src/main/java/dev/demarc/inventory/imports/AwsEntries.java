package dev.demarc.inventory.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.demarc.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what AWS's command line writes, one entry of its list at a time: {@code organizations
 * list-accounts}, {@code ec2 describe-addresses}, {@code describe-instances}, {@code
 * describe-network-interfaces} and {@code configservice select-aggregate-resource-config}. Several
 * answers may stand in one file one after another, as pages do.
 */
final class AwsEntries {

  /** So that one entry of a list cannot fill the memory. */
  private static final int MOST_TOKENS = 400_000;

  private static final Map<String, String> COMMANDS =
      new LinkedHashMap<>(
          Map.of(
              "Accounts", "organizations list-accounts",
              "Addresses", "ec2 describe-addresses",
              "Reservations", "ec2 describe-instances",
              "NetworkInterfaces", "ec2 describe-network-interfaces",
              "Results", "configservice select-aggregate-resource-config"));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonParser parser;
  private final AwsItems items;
  private final EntrySink into;
  private @Nullable String command;

  private AwsEntries(JsonParser parser, AwsItems items, EntrySink into) {
    this.parser = parser;
    this.items = items;
    this.into = into;
  }

  /**
   * @return the command that wrote it
   * @throws Problem INVALID where it is the answer of none of them
   */
  static String read(InputStream json, ImportOptions options, EntrySink into) {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      return new AwsEntries(parser, new AwsItems(options), into).all();
    } catch (JsonProcessingException e) {
      var at = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw Problem.invalid(
          "body", "is no JSON that can be read, at line " + at + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw Problem.invalid("body", "cannot be read: " + e.getMessage());
    }
  }

  private String all() throws IOException {
    int depth = 0;
    for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.FIELD_NAME && depth == 1) {
        field();
      }
    }
    return Optional.ofNullable(command)
        .orElseThrow(
            () ->
                Problem.invalid(
                    "body",
                    "is the answer of none of the commands that are read: "
                        + String.join(", ", COMMANDS.values())));
  }

  private void field() throws IOException {
    var known = COMMANDS.get(parser.currentName());
    if (known == null || parser.nextToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    command = known;
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      long line = parser.currentTokenLocation().getLineNr();
      items.read(known, line, item(), into);
    }
  }

  /** A list of AWS Config holds its entries as texts. */
  private JsonNode item() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      try {
        return MAPPER.readTree(parser.getText());
      } catch (JsonProcessingException e) {
        return MAPPER.nullNode();
      }
    }
    var buffer = new TokenBuffer(parser);
    int depth = 0;
    int tokens = 0;
    do {
      var token = parser.currentToken();
      if (token == null) {
        throw Problem.invalid("body", "ends in the midst of an entry");
      }
      if (++tokens > MOST_TOKENS) {
        throw Problem.invalid(
            "body",
            "has an entry at line "
                + parser.currentTokenLocation().getLineNr()
                + " that is too large to be one");
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      buffer.copyCurrentEvent(parser);
      if (depth > 0) {
        parser.nextToken();
      }
    } while (depth > 0);
    return MAPPER.readTree(buffer.asParser());
  }
}
