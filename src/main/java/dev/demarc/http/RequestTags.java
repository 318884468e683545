package dev.demarc.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Keeps names that callers make up out of the tags of metrics: a request that fails before its
 * method is found is counted under the path it asked for.
 */
public class RequestTags {

  private static final String REQUESTS = "http.server.requests";
  private static final String URI = "uri";

  /** Case numbers, ids of any kind and numbers; what is none is one of Demarc's own words. */
  private static final Pattern OWN_WORD = Pattern.compile("[a-z.]{1,20}(-[a-z]{1,20}){0,3}|v1");

  private static final int MOST_SEGMENTS = 8;

  @Produces
  @Singleton
  MeterFilter templates() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        var uri = id.getTag(URI);
        return uri == null || !id.getName().equals(REQUESTS)
            ? id
            : id.replaceTags(
                id.getTags().stream()
                    .map(tag -> tag.getKey().equals(URI) ? Tag.of(URI, template(uri)) : tag)
                    .toList());
      }
    };
  }

  public static String template(String uri) {
    if (!uri.startsWith("/") || uri.contains("{")) {
      return uri;
    }
    if (uri.startsWith("/webjars/")) {
      return "/webjars/{file}";
    }
    var template = new StringBuilder();
    int segments = 0;
    for (var segment : uri.substring(1).split("/")) {
      if (++segments > MOST_SEGMENTS) {
        break;
      }
      template
          .append('/')
          .append(OWN_WORD.matcher(segment).matches() ? segment : segment.isEmpty() ? "" : "{id}");
    }
    return template.toString();
  }
}
