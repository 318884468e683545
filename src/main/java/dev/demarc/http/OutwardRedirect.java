package dev.demarc.http;

import io.vertx.ext.web.RoutingContext;

/** The one redirect of a request that may lead to another host; all others stay within ours. */
public final class OutwardRedirect {

  private static final String KEY = "demarc.outward-redirect";

  private OutwardRedirect() {}

  /**
   * @param location of no caller's making
   */
  public static void allow(RoutingContext request, String location) {
    request.put(KEY, location);
  }

  public static boolean isAllowed(RoutingContext request, String location) {
    return location.equals(request.get(KEY));
  }
}
