package orderbakery.config;

import static org.apache.camel.component.properties.PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import orderbakery.files.FetchedFile;
import orderbakery.files.FileKey;
import orderbakery.files.FilePage;
import orderbakery.files.FileQuery;
import orderbakery.files.FileToFetch;
import orderbakery.files.FileToKeep;
import orderbakery.files.KeptFile;
import orderbakery.fixtures.S3Server;
import orderbakery.outage.Outage;
import orderbakery.s3.S3Watch;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The routes of files-s3 and what they stand on, on the S3 server of tests. */
final class S3Store implements AutoCloseable {
  private final S3Configuration configuration = new S3Configuration();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final S3Settings settings;
  private final S3Client client;
  private final ProducerTemplate routes;

  /**
   * @param otherwise in place of what the server has
   */
  S3Store(Map<String, Object> otherwise) {
    settings = settings(otherwise);
    S3Watch watch = new S3Watch(settings.bucket(), new Outage("S3", System::nanoTime));
    client = configuration.s3Client(settings, watch, DataSize.ofMegabytes(0));
    camel.getRegistry().bind("aws2-s3", configuration.s3Component(client));
    camel.getRegistry().bind("s3-files", configuration.s3Files(settings, watch));
    Properties properties = new Properties();
    properties.put("role.files-s3", "true");
    properties.put("S3_BUCKET", settings.bucket());
    PropertiesComponent settingsOfRoutes = (PropertiesComponent) camel.getPropertiesComponent();
    settingsOfRoutes.setEnvironmentVariableMode(ENVIRONMENT_VARIABLES_MODE_NEVER);
    settingsOfRoutes.setInitialProperties(properties);
    routes = camel.createProducerTemplate();
    start();
  }

  private static S3Settings settings(Map<String, Object> otherwise) {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addLast(new MapPropertySource("otherwise", otherwise));
    sources.addLast(new MapPropertySource("server", S3Server.settings()));
    return S3Settings.of(new PropertySourcesPropertyResolver(sources));
  }

  private void start() {
    try {
      List<Resource> files =
          List.of(
              ResourceHelper.resolveResource(camel, "file:routes/failures.camel.yaml"),
              ResourceHelper.resolveResource(camel, "file:routes/files-s3.camel.yaml"));
      camel.getPropertiesComponent().addOverrideProperty("bakery.retry.first-delay-millis", "1");
      camel.getPropertiesComponent().addOverrideProperty("bakery.retry.longest-delay-millis", "1");
      PluginHelper.getRoutesLoader(camel).loadRoutes(files);
      camel.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void keep(FileKey key, Path bytes) {
    request("direct:keep-file", new FileToKeep(key, bytes, bytes.toFile().length(), "", "any"));
  }

  FetchedFile fetch(FileKey key, long from, long length) {
    return (FetchedFile) request("direct:fetch-file", new FileToFetch(key, from, length));
  }

  FilePage list(FileQuery query) {
    return (FilePage) request("direct:list-files", query);
  }

  void delete(KeptFile file) {
    request("direct:delete-file", file);
  }

  /** By whoever is a client of the component: headers that it should not hear. */
  Object request(String endpoint, Object body) {
    try {
      return routes.requestBodyAndHeaders(
          endpoint,
          body,
          Map.of(
              "CamelAwsS3OverrideBucketName", "another",
              "CamelAwsS3Operation", "deleteBucket",
              "CamelAwsS3Key", "${sys:user.home}"));
    } catch (RuntimeCamelException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  String bucket() {
    return settings.bucket();
  }

  /** A client as the SDK makes it. */
  S3Client bareClient() {
    return S3Client.builder()
        .endpointOverride(settings.endpoint())
        .forcePathStyle(true)
        .region(Region.of(settings.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .build();
  }

  S3Health health() {
    return configuration.filesHealthIndicator(client, settings);
  }

  @Override
  public void close() throws IOException {
    camel.close();
    client.close();
  }
}
