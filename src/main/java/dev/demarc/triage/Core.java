package dev.demarc.triage;

import dev.demarc.formats.FormatReader;
import dev.demarc.responsibility.Engine;
import dev.demarc.responsibility.Matrix;
import dev.demarc.responsibility.TextModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The pure parts, which know nothing of the container. */
@ApplicationScoped
class Core {

  @Produces
  @Singleton
  FormatReader formatReader() {
    return new FormatReader();
  }

  @Produces
  @Singleton
  Matrix matrix() {
    return Matrix.load();
  }

  @Produces
  @Singleton
  Engine engine(
      Matrix matrix,
      @ConfigProperty(name = "demarc.engine.auto-route-from", defaultValue = "0.75")
          double autoRouteFrom) {
    return new Engine(matrix, autoRouteFrom, TextModel.builtIn());
  }
}
