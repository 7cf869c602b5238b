package orderbakery.config;

import java.io.IOException;
import orderbakery.edge.PageSafety;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Pages of files, without a route: the live page at {@code /}, and one to try the API. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("role.api")
class ApiPagesConfiguration {

  @Bean
  PagePlaces pagePlaces(OwnPorts ports, ObjectProvider<PageLogin> login) {
    return new PagePlaces(ports, login.getIfAvailable());
  }

  @Bean
  WebMvcConfigurer apiPages(PagePlaces places) throws IOException {
    String swaggerUi = folderOfSwaggerUi();
    return new WebMvcConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/page/*")
            .addResourceLocations("classpath:/page/")
            .setCacheControl(CacheControl.noCache()); // of one version, whatever was there before
        registry.addResourceHandler("/docs/*").addResourceLocations("classpath:/docs/", swaggerUi);
      }

      @Override
      public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/page/index.html");
        registry.addViewController("/docs").setViewName("forward:/docs/index.html");
        registry.addRedirectViewController("/docs/", "/docs");
      }

      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PageSafety()).addPathPatterns("/docs", "/docs/*");
        registry.addInterceptor(new PageSafety(places::all)).addPathPatterns("/", "/page/*");
      }
    };
  }

  /** A webjar has its version in its path. */
  private static String folderOfSwaggerUi() throws IOException {
    Resource[] found =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui.css");
    String styles = found[0].getURL().toString();
    return styles.substring(0, styles.lastIndexOf('/') + 1);
  }
}
