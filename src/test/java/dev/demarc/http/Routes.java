package dev.demarc.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Every route that the resource classes of the API and the console declare. */
final class Routes {

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  /**
   * @param path with its parameters in braces
   */
  record Route(String verb, String path, Method method) {

    boolean isConsole() {
      return !path.startsWith("/api/") && !path.startsWith("/v1/");
    }

    boolean changesSomething() {
      return !verb.equals("GET");
    }

    /** The path with a value for each parameter. */
    String with(UnaryOperator<String> valueOf) {
      return PARAMETER.matcher(path).replaceAll(found -> valueOf.apply(found.group(1)));
    }

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  private Routes() {}

  static List<Route> all() {
    return resourceClasses().stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .flatMap(method -> route(method).stream())
        .sorted(Comparator.comparing(Route::toString))
        .toList();
  }

  /** By their names, which the architecture test holds resource classes to. */
  private static List<Class<?>> resourceClasses() {
    var root = java.nio.file.Path.of("target/classes");
    try (var files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.matches("dev/demarc/.*(Resource|Pages)\\.class"))
          .map(file -> file.replaceFirst("\\.class$", "").replace('/', '.'))
          .<Class<?>>map(Routes::load)
          .filter(type -> type.isAnnotationPresent(Path.class))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Route> route(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .findFirst()
        .map(verb -> new Route(verb.value(), path(method), method));
  }

  private static String path(Method method) {
    var segments = new ArrayList<String>();
    segments.add(method.getDeclaringClass().getAnnotation(Path.class).value());
    if (method.isAnnotationPresent(Path.class)) {
      segments.add(method.getAnnotation(Path.class).value());
    }
    var joined = String.join("/", segments).replaceAll("/+", "/");
    return joined.length() > 1 && joined.endsWith("/")
        ? joined.substring(0, joined.length() - 1)
        : joined;
  }
}
